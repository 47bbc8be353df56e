package io.fairlead.translation.listener;

import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.core.v3.TrafficDirection;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.fairlead.translation.encoding.ResourceInput;
import io.fairlead.translation.listener.OutboundChains.Http;
import io.fairlead.translation.naming.ResourceNames;

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
    FilterChainMatch everything = FilterChainMatch.getDefaultInstance();
    switch (target) {
      case Target.Tcp(String cluster) ->
          listener
              .setListenerFiltersTimeout(Timeouts.FOR_EVER)
              .addFilterChains(OutboundChains.tcp(everything, cluster));
      case Target.Detected(String routes, String cluster) ->
          listener
              .addListenerFilters(ListenerFilters.httpInspector())
              .setListenerFiltersTimeout(Timeouts.DETECTION)
              .addAllFilterChains(
                  OutboundChains.http(everything, "outbound_" + name(), routes, Http.DETECTED))
              .setDefaultFilterChain(OutboundChains.tcp(everything, cluster));
    }
    return listener.build();
  }
}
