package io.fairlead.translation.listener;

import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.core.v3.TrafficDirection;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.fairlead.model.service.Protocol;
import io.fairlead.translation.encoding.ResourceInput;
import io.fairlead.translation.naming.ResourceNames;
import io.fairlead.translation.scope.InboundPort;
import io.fairlead.translation.security.PeerAdmission;

/** Serves one port of a host's own where nothing is redirected. */
record BoundInbound(String address, PeerAdmission admission, InboundPort port)
    implements ResourceInput {

  @Override
  public String name() {
    return ResourceNames.listener(address, port.number());
  }

  @Override
  public Message build() {
    Listener.Builder listener =
        Bind.at(address, port.number(), true)
            .listener(name(), TrafficDirection.INBOUND)
            .setListenerFiltersTimeout(Timeouts.DETECTION);
    if (port.mayEndTls()) {
      listener.addListenerFilters(ListenerFilters.tlsInspector());
    }
    if (port.protocol() == Protocol.AUTO) {
      listener.addListenerFilters(ListenerFilters.httpInspector());
    }
    return listener.addAllFilterChains(new InboundChains(admission).alone(port)).build();
  }
}
