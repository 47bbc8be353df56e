package io.fairlead.translation.listener;

import com.google.protobuf.Message;
import com.google.protobuf.UInt32Value;
import io.envoyproxy.envoy.config.core.v3.TrafficDirection;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.fairlead.model.policy.MtlsMode;
import io.fairlead.model.service.Protocol;
import io.fairlead.translation.encoding.ResourceInput;
import io.fairlead.translation.naming.ProxyPorts;
import io.fairlead.translation.naming.ResourceNames;
import io.fairlead.translation.scope.InboundPort;
import io.fairlead.translation.scope.IpFamilies;
import io.fairlead.translation.security.PeerAdmission;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Receives all inbound traffic of a host.
 *
 * @param undeclared modes by port; 0 stands for every port that is not listed
 */
record VirtualInbound(
    IpFamilies families,
    PeerAdmission admission,
    List<InboundPort> ports,
    Map<Integer, MtlsMode> undeclared)
    implements ResourceInput {

  static final int EVERY_OTHER = 0;

  VirtualInbound {
    ports = List.copyOf(ports);
    undeclared = Map.copyOf(undeclared);
  }

  @Override
  public String name() {
    return ResourceNames.VIRTUAL_INBOUND;
  }

  @Override
  public Message build() {
    Listener.Builder listener =
        Bind.everywhere(families, ProxyPorts.INBOUND, true)
            .listener(name(), TrafficDirection.INBOUND)
            .setListenerFiltersTimeout(Timeouts.DETECTION)
            .addListenerFilters(ListenerFilters.originalDestination());
    addInspectors(listener);
    listener.addFilterChains(blackHole());
    InboundChains chains = new InboundChains(admission);
    new TreeMap<>(undeclared)
        .forEach(
            (port, mode) ->
                listener.addAllFilterChains(
                    port == EVERY_OTHER ? chains.others(mode) : chains.undeclared(port, mode)));
    ports.forEach(port -> listener.addAllFilterChains(chains.among(port)));
    return listener.build();
  }

  /** Only where they are needed: a server that speaks first must not wait for its client. */
  private void addInspectors(Listener.Builder listener) {
    TreeSet<Integer> tls = new TreeSet<>();
    TreeSet<Integer> plaintext = new TreeSet<>();
    undeclared.forEach((port, mode) -> (mode == MtlsMode.DISABLE ? plaintext : tls).add(port));
    ports.forEach(port -> (port.mayEndTls() ? tls : plaintext).add(port.number()));
    if (tls.contains(EVERY_OTHER)) {
      listener.addListenerFilters(ListenerFilters.tlsInspectorExcept(plaintext));
    } else if (!tls.isEmpty()) {
      listener.addListenerFilters(ListenerFilters.tlsInspectorOnlyOn(tls));
    }
    List<Integer> detected =
        ports.stream()
            .filter(port -> port.protocol() == Protocol.AUTO)
            .map(InboundPort::number)
            .toList();
    if (!detected.isEmpty()) {
      listener.addListenerFilters(ListenerFilters.httpInspectorOnlyOn(detected));
    }
  }

  /** What was sent to the proxy's own port would come back to it for ever. */
  private static FilterChain blackHole() {
    return FilterChain.newBuilder()
        .setName("virtualInbound-blackhole")
        .setFilterChainMatch(
            FilterChainMatch.newBuilder().setDestinationPort(UInt32Value.of(ProxyPorts.INBOUND)))
        .addFilters(TcpProxies.blackHole())
        .build();
  }
}
