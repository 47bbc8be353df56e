package io.fairlead.translation.listener;

import com.google.protobuf.UInt32Value;
import io.envoyproxy.envoy.config.core.v3.CidrRange;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch;
import io.fairlead.translation.naming.IpLiteral;
import io.fairlead.translation.scope.Destination;
import io.fairlead.translation.scope.Destination.Block;
import java.util.Comparator;

/**
 * Which connections of a listener are meant. Two that are equal cannot stand in one listener.
 *
 * @param serverName that a TLS client asks for; empty: any bytes, {@code *}: any name
 * @param within the addresses that were called
 */
record Condition(String serverName, Within within) implements Comparable<Condition> {

  static final String ANY_NAME = "*";
  static final Condition NONE = new Condition("", Within.ANYWHERE);

  /** What is told apart by address comes first, as Envoy looks at it first. */
  private static final Comparator<Condition> ORDER =
      Comparator.comparing((Condition condition) -> condition.within.isAnywhere())
          .thenComparing(condition -> condition.within.address())
          .thenComparing(condition -> condition.within.length())
          .thenComparing(Condition::serverName);

  private static final int IPV4_BITS = 32;
  private static final int IPV6_BITS = 128;

  /** A block of addresses; one without an address is all of them. */
  record Within(String address, int length) {
    static final Within ANYWHERE = new Within("", 0);

    static Within of(Destination destination) {
      return switch (destination) {
        case Destination.Ip(String address) ->
            new Within(address, IpLiteral.isIpv6(address) ? IPV6_BITS : IPV4_BITS);
        case Block(String address, int length) -> new Within(address, length);
      };
    }

    boolean isAnywhere() {
      return address.isEmpty();
    }
  }

  static Condition named(String serverName) {
    return new Condition(serverName, Within.ANYWHERE);
  }

  /** The same within a block, unless it names addresses itself. */
  Condition orWithin(Within other) {
    return within.isAnywhere() ? new Condition(serverName, other) : this;
  }

  boolean asksForTls() {
    return !serverName.isEmpty();
  }

  FilterChainMatch match() {
    FilterChainMatch.Builder match = FilterChainMatch.newBuilder();
    if (!within.isAnywhere()) {
      match.addPrefixRanges(
          CidrRange.newBuilder()
              .setAddressPrefix(within.address())
              .setPrefixLen(UInt32Value.of(within.length())));
    }
    if (asksForTls()) {
      match.setTransportProtocol("tls");
    }
    if (asksForTls() && !serverName.equals(ANY_NAME)) {
      match.addServerNames(serverName);
    }
    return match.build();
  }

  @Override
  public int compareTo(Condition other) {
    return ORDER.compare(this, other);
  }
}
