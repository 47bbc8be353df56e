package io.fairlead.model.policy;

import java.util.stream.Stream;

/** What may keep the requests of a route from going on. */
public record Screening(Fault fault, Cors cors, Setting<RequestLimit> limit) {

  /** Nothing does. */
  public static final Screening NONE =
      new Screening(Fault.NONE, new Cors.Unsaid(), Setting.unset());

  /** The limit, if there is one. */
  public Stream<RequestLimit> limits() {
    return limit instanceof Setting.Said<RequestLimit>(RequestLimit known)
        ? Stream.of(known)
        : Stream.empty();
  }

  /** Who is asked whether requests go on. */
  Stream<RouteTarget> asked() {
    return limits()
        .flatMap(
            known ->
                known.service() instanceof Setting.Said<LimitService>(LimitService service)
                    ? Stream.of(new RouteTarget(service.host(), "", service.port()))
                    : Stream.empty());
  }

  /** Each part as it is said here, else in {@code base}. */
  Screening over(Screening base) {
    return new Screening(
        fault.equals(Fault.NONE) ? base.fault : fault,
        cors instanceof Cors.Unsaid ? base.cors : cors,
        limit.over(base.limit));
  }
}
