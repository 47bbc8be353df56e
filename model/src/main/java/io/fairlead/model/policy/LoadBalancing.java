package io.fairlead.model.policy;

import java.util.List;

/** How the endpoint of the next request or connection is chosen. */
public record LoadBalancing(
    Algorithm algorithm, Setting<WarmUp> warmUp, Setting<PlaceBalancing> place) {

  /** What holds where nobody says anything. */
  public static final LoadBalancing STANDARD =
      new LoadBalancing(new Algorithm.LeastRequest(), Setting.unset(), Setting.unset());

  /** By what the choice is made. */
  public sealed interface Algorithm {
    record LeastRequest() implements Algorithm {}

    record RoundRobin() implements Algorithm {}

    record Random() implements Algorithm {}

    /** The caller's own destination is used. */
    record Passthrough() implements Algorithm {}

    /** Requests that are alike go to the same endpoint. */
    record ConsistentHash(HashKey key, HashTable table) implements Algorithm {}

    /** Whether it can prefer the zone of the caller. */
    default boolean canKeepZones() {
      return switch (this) {
        case LeastRequest ignored -> true;
        case RoundRobin ignored -> true;
        case Random ignored -> true;
        case Passthrough ignored -> false;
        case ConsistentHash ignored -> false;
      };
    }
  }

  /** What makes requests alike. */
  public sealed interface HashKey {
    /** Nothing: any endpoint will do. */
    record Nothing() implements HashKey {}

    record Header(String name) implements HashKey {}

    /**
     * A cookie, which the proxy makes up where it is missing and a time to live is given.
     *
     * @param timeToLive 0: as long as the session; unset: no cookie is made up
     */
    record Cookie(
        String name, String path, Setting<TimeLimit> timeToLive, List<Attribute> attributes)
        implements HashKey {
      public Cookie {
        attributes = List.copyOf(attributes);
      }
    }

    /** Part of a cookie that is made up, such as SameSite. */
    record Attribute(String name, String value) {}

    record SourceIp() implements HashKey {}

    record QueryParameter(String name) implements HashKey {}
  }

  /** How hashes lead to endpoints. */
  public sealed interface HashTable {
    /**
     * @param minimumSize 0: the proxy's default
     */
    record Ring(long minimumSize) implements HashTable {}

    record Maglev(long size) implements HashTable {}
  }

  /**
   * How an endpoint that is new gets its share little by little.
   *
   * @param minimumPercent of its share that it begins with; unset: the proxy's default
   * @param aggression how fast; unset: evenly
   */
  public record WarmUp(
      TimeLimit duration, Setting<Double> minimumPercent, Setting<Double> aggression) {}
}
