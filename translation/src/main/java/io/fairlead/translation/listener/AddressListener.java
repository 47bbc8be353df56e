package io.fairlead.translation.listener;

import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.core.v3.TrafficDirection;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.fairlead.translation.encoding.ResourceInput;
import io.fairlead.translation.listener.OutboundChains.Http;
import io.fairlead.translation.naming.ResourceNames;
import java.util.TreeMap;

/** Receives what was meant for one port of one address of a service. */
record AddressListener(String address, int port, Target target) implements ResourceInput {

  @Override
  public String name() {
    return ResourceNames.listener(address, port);
  }

  @Override
  public Message build() {
    Listener.Builder listener =
        Bind.at(address, port, false).listener(name(), TrafficDirection.OUTBOUND);
    boolean asksForTls = target.branches().keySet().stream().anyMatch(Condition::asksForTls);
    if (asksForTls) {
      listener.addListenerFilters(ListenerFilters.tlsInspector());
    }
    switch (target) {
      case Target.Tcp ignored ->
          listener.setListenerFiltersTimeout(asksForTls ? Timeouts.DETECTION : Timeouts.FOR_EVER);
      case Target.Detected(NamedRoutes routes, var ignored) ->
          listener
              .addListenerFilters(ListenerFilters.httpInspector())
              .setListenerFiltersTimeout(Timeouts.DETECTION)
              .addAllFilterChains(
                  OutboundChains.http(
                      FilterChainMatch.getDefaultInstance(),
                      "outbound_" + name(),
                      routes,
                      Http.DETECTED));
    }
    addBranches(listener);
    return listener.build();
  }

  private void addBranches(Listener.Builder listener) {
    new TreeMap<>(target.branches())
        .forEach(
            (condition, outlet) -> {
              if (condition.equals(Condition.NONE)) {
                OutboundChains.addRest(listener, outlet);
              } else {
                listener.addFilterChains(OutboundChains.tcp(condition.match(), outlet));
              }
            });
  }
}
