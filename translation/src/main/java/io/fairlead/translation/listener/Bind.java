package io.fairlead.translation.listener;

import com.google.protobuf.BoolValue;
import io.envoyproxy.envoy.config.core.v3.TrafficDirection;
import io.envoyproxy.envoy.config.listener.v3.AdditionalAddress;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.fairlead.translation.naming.Addresses;
import io.fairlead.translation.naming.ResourceNames;
import io.fairlead.translation.scope.IpFamilies;
import io.fairlead.translation.telemetry.AccessLogs;
import java.util.List;

/**
 * Where a listener stands.
 *
 * @param others further addresses of the same listener
 * @param isReal whether a socket is opened; else connections are handed over by the listener that
 *     receives the redirected ones
 */
record Bind(String address, List<String> others, int port, boolean isReal) {

  Bind {
    others = List.copyOf(others);
  }

  /** Every address of the host; IPv6 is left alone where the host has none, as it may be off. */
  static Bind everywhere(IpFamilies families, int port, boolean isReal) {
    List<String> others = families.hasIpv6() ? List.of(ResourceNames.ANY_IPV6) : List.of();
    return new Bind(ResourceNames.ANY_IPV4, others, port, isReal);
  }

  static Bind at(String address, int port, boolean isReal) {
    return new Bind(address, List.of(), port, isReal);
  }

  String name() {
    return ResourceNames.listener(address, port);
  }

  Listener.Builder listener(String name, TrafficDirection direction) {
    Listener.Builder listener =
        Listener.newBuilder()
            .setName(name)
            .setAddress(Addresses.tcp(address, port))
            .setTrafficDirection(direction)
            .setContinueOnListenerFiltersTimeout(true)
            .addAccessLog(AccessLogs.UNMATCHED_CONNECTIONS);
    for (String other : others) {
      listener.addAdditionalAddresses(
          AdditionalAddress.newBuilder().setAddress(Addresses.tcp(other, port)));
    }
    if (!isReal) {
      listener.setBindToPort(BoolValue.of(false));
    }
    return listener;
  }
}
