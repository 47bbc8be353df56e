package io.fairlead.translation.listener;

import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.core.v3.TrafficDirection;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.fairlead.model.policy.Limits.ConnectionLimit;
import io.fairlead.model.policy.RequestLimit;
import io.fairlead.model.policy.ServerTls;
import io.fairlead.model.policy.Setting;
import io.fairlead.translation.access.AccessFilters;
import io.fairlead.translation.encoding.ResourceInput;
import io.fairlead.translation.limit.ConnectionFilters;
import io.fairlead.translation.security.Alpn;
import io.fairlead.translation.security.EdgeTls;
import io.fairlead.translation.security.PeerAdmission;
import java.util.List;
import java.util.Optional;

/**
 * An address of a gateway.
 *
 * @param chains at least one
 */
record EdgeListener(Bind bind, PeerAdmission admission, List<Chain> chains)
    implements ResourceInput {

  private static final String EVERY_NAME = "*";

  /** A handshake that is not done by then is an attack or a lost cause. */
  private static final Duration HANDSHAKE = Duration.newBuilder().setSeconds(15).build();

  /**
   * What is done for some server names.
   *
   * @param serverNames sorted; empty: whatever is asked for, or no TLS at all
   * @param connections how many new ones are let in
   */
  record Chain(
      List<String> serverNames,
      ServerTls tls,
      Target target,
      Setting<ConnectionLimit> connections) {
    Chain {
      serverNames = List.copyOf(serverNames);
    }
  }

  /** Where it goes. */
  sealed interface Target {

    /**
     * @param statPrefix empty: the listener's
     * @param limit of all requests
     */
    record Http(NamedRoutes routes, String statPrefix, Setting<RequestLimit> limit)
        implements Target {}

    record Bytes(Outlet outlet) implements Target {}
  }

  EdgeListener {
    chains = List.copyOf(chains);
  }

  @Override
  public String name() {
    return bind.name();
  }

  @Override
  public Message build() {
    Listener.Builder listener = bind.listener(name(), TrafficDirection.OUTBOUND);
    if (chains.stream().anyMatch(EdgeListener::isInspected)) {
      listener.addListenerFilters(ListenerFilters.tlsInspector());
    }
    chains.forEach(chain -> listener.addFilterChains(chain(chain)));
    // Where nothing was recognised there is nothing to go on with; Envoy's own 15 s end it.
    return listener.clearContinueOnListenerFiltersTimeout().build();
  }

  private static boolean isInspected(Chain chain) {
    return !chain.serverNames.isEmpty() || chain.tls instanceof ServerTls.Terminated;
  }

  private FilterChain chain(Chain chain) {
    FilterChain.Builder built =
        FilterChain.newBuilder()
            .addAllFilters(access(chain.target))
            .addAllFilters(ConnectionFilters.of(chain.connections, bind.port()))
            .addAllFilters(filters(chain.target));
    match(chain).ifPresent(built::setFilterChainMatch);
    switch (chain.tls) {
      case ServerTls.Terminated terminated ->
          built
              .setTransportSocket(EdgeTls.downstream(terminated, admission))
              .setTransportSocketConnectTimeout(HANDSHAKE);
      case ServerTls.None ignored -> {}
      case ServerTls.HttpsRedirect ignored -> {}
      case ServerTls.Passthrough ignored -> {}
      case ServerTls.AutoPassthrough ignored -> {}
    }
    return built.build();
  }

  /** Requests are let in by the manager, which knows them. */
  private List<Filter> access(Target target) {
    return switch (target) {
      case Target.Http ignored -> List.of();
      case Target.Bytes ignored -> AccessFilters.connections(admission.access());
    };
  }

  private static Optional<FilterChainMatch> match(Chain chain) {
    FilterChainMatch.Builder match = FilterChainMatch.newBuilder();
    if (!chain.serverNames.contains(EVERY_NAME)) {
      match.addAllServerNames(chain.serverNames);
    }
    if (chain.tls instanceof ServerTls.AutoPassthrough) {
      match.addAllApplicationProtocols(Alpn.MATCH_ANY);
    }
    return Optional.of(match.build())
        .filter(asked -> !asked.equals(FilterChainMatch.getDefaultInstance()));
  }

  private List<Filter> filters(Target target) {
    return switch (target) {
      case Target.Http(NamedRoutes routes, String statPrefix, Setting<RequestLimit> limit) ->
          List.of(
              HttpManagers.edge(
                  statPrefix.isEmpty() ? "outbound_" + name() : statPrefix,
                  routes,
                  limit,
                  admission.access()));
      case Target.Bytes(Outlet outlet) -> TcpProxies.to(outlet);
    };
  }
}
