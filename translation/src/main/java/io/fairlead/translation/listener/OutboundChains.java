package io.fairlead.translation.listener;

import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.fairlead.translation.security.Alpn;
import java.util.List;

/** Filter chains of outbound listeners. */
final class OutboundChains {

  private static final String PLAINTEXT = "raw_buffer";

  /** How HTTP is found on a port that carries other things too. */
  enum Http {
    /** The clusters know what they speak. */
    DECLARED,
    /** Some cluster speaks as its caller does. */
    DETECTED
  }

  private OutboundChains() {}

  /** Chains for HTTP within {@code match}. */
  static List<FilterChain> http(
      FilterChainMatch match, String statPrefix, NamedRoutes routes, Http http) {
    return switch (http) {
      case DECLARED ->
          List.of(
              found(match, Alpn.PLAIN_HTTP, HttpManagers.outbound(statPrefix, routes, List.of())));
      case DETECTED ->
          List.of(
              found(
                  match,
                  Alpn.PLAIN_HTTP1,
                  HttpManagers.outbound(statPrefix, routes, Alpn.MESH_HTTP1)),
              found(
                  match,
                  Alpn.PLAIN_HTTP2,
                  HttpManagers.outbound(statPrefix, routes, Alpn.MESH_HTTP2)));
    };
  }

  static FilterChain tcp(FilterChainMatch match, Outlet outlet) {
    return chain(match, TcpProxies.to(outlet));
  }

  static FilterChain chain(FilterChainMatch match, Filter filter) {
    return chain(match, List.of(filter));
  }

  private static FilterChain chain(FilterChainMatch match, List<Filter> filters) {
    FilterChain.Builder chain = FilterChain.newBuilder().addAllFilters(filters);
    if (!match.equals(FilterChainMatch.getDefaultInstance())) {
      chain.setFilterChainMatch(match);
    }
    return chain.build();
  }

  /**
   * Adds what is done with connections that no chain before it is for. Envoy wants a filter chain:
   * what is the only one cannot be the default one.
   */
  static void addRest(Listener.Builder listener, Outlet outlet) {
    FilterChain chain = tcp(FilterChainMatch.getDefaultInstance(), outlet);
    if (listener.getFilterChainsCount() == 0) {
      listener.addFilterChains(chain);
    } else {
      listener.setDefaultFilterChain(chain);
    }
  }

  private static FilterChain found(FilterChainMatch match, List<String> protocols, Filter filter) {
    return chain(
        match.toBuilder()
            .setTransportProtocol(PLAINTEXT)
            .addAllApplicationProtocols(protocols)
            .build(),
        filter);
  }
}
