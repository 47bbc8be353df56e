package io.fairlead.translation.listener;

import com.google.protobuf.UInt32Value;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch;
import io.fairlead.model.policy.MtlsMode;
import io.fairlead.model.policy.ServerTls.Terminated;
import io.fairlead.model.policy.Setting;
import io.fairlead.translation.access.AccessFilters;
import io.fairlead.translation.limit.ConnectionFilters;
import io.fairlead.translation.listener.InboundMatch.Kind;
import io.fairlead.translation.naming.ResourceNames;
import io.fairlead.translation.scope.InboundPort;
import io.fairlead.translation.security.Alpn;
import io.fairlead.translation.security.EdgeTls;
import io.fairlead.translation.security.PeerAdmission;
import io.fairlead.translation.security.TlsContexts;
import java.util.ArrayList;
import java.util.List;

/** Filter chains by which a host's own applications are reached. */
record InboundChains(PeerAdmission admission) {

  private static final int EVERY_PORT = 0;

  /** The chains of a declared port, for a listener that serves many. */
  List<FilterChain> among(InboundPort port) {
    return chains(port, port.number());
  }

  /** The chains of a declared port, for a listener of its own. */
  List<FilterChain> alone(InboundPort port) {
    return chains(port, EVERY_PORT);
  }

  private List<FilterChain> chains(InboundPort port, int matchedPort) {
    String name = ResourceNames.listener(ResourceNames.ANY_IPV4, port.number());
    if (port.serving().tls() instanceof Setting.Said<Terminated>(Terminated tls)) {
      InboundMatch match = InboundMatch.ofOwnTls(Kind.of(port.protocol()));
      return List.of(
          chain(name, match, matchedPort, filters(name, match, port)).toBuilder()
              .setTransportSocket(EdgeTls.downstream(tls, admission))
              .build());
    }
    return InboundMatch.of(Kind.of(port.protocol()), port.mode()).stream()
        .map(match -> chain(name, match, matchedPort, filters(name, match, port)))
        .toList();
  }

  private List<Filter> filters(String name, InboundMatch match, InboundPort port) {
    List<Filter> limits = ConnectionFilters.of(port.limits().connections(), port.number());
    if (match.isHttp()) {
      List<Filter> filters = new ArrayList<>(limits);
      filters.add(HttpManagers.inbound("inbound_" + name, port, admission.access()));
      return filters;
    }
    return bytes(limits, ResourceNames.inboundCluster(port.number()));
  }

  private List<Filter> bytes(List<Filter> limits, String cluster) {
    List<Filter> filters = new ArrayList<>(AccessFilters.connections(admission.access()));
    filters.addAll(limits);
    filters.add(TcpProxies.to(cluster));
    return filters;
  }

  /** The chains of one port that no service declares. */
  List<FilterChain> undeclared(int port, MtlsMode mode) {
    return InboundMatch.of(Kind.TCP, mode).stream()
        .map(
            match ->
                chain(
                    ResourceNames.VIRTUAL_INBOUND,
                    match,
                    port,
                    bytes(List.of(), ResourceNames.INBOUND_PASSTHROUGH_CLUSTER)))
        .toList();
  }

  /** The chains of every port that has none of its own. */
  List<FilterChain> others(MtlsMode mode) {
    return undeclared(EVERY_PORT, mode);
  }

  private FilterChain chain(String name, InboundMatch match, int port, List<Filter> filters) {
    FilterChainMatch.Builder matched =
        FilterChainMatch.newBuilder()
            .setTransportProtocol(match.isTls() ? "tls" : "raw_buffer")
            .addAllApplicationProtocols(match.alpn());
    if (port != EVERY_PORT) {
      matched.setDestinationPort(UInt32Value.of(port));
    }
    FilterChain.Builder chain =
        FilterChain.newBuilder().setName(name).setFilterChainMatch(matched).addAllFilters(filters);
    if (match.isTerminated()) {
      chain.setTransportSocket(
          TlsContexts.downstream(match.isHttp() ? Alpn.SERVER_HTTP : Alpn.SERVER_TCP, admission));
    }
    return chain.build();
  }
}
