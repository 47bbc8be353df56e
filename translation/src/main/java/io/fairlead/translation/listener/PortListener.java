package io.fairlead.translation.listener;

import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.core.v3.TrafficDirection;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.fairlead.translation.encoding.ResourceInput;
import io.fairlead.translation.listener.Condition.Within;
import io.fairlead.translation.listener.OutboundChains.Http;
import io.fairlead.translation.naming.ResourceNames;
import io.fairlead.translation.scope.SharedHttp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Receives what many services share a port for: HTTP by its Host header, TLS by its server name,
 * blocks of addresses, and what is left over.
 *
 * @param rest where goes what nothing else matched; to nowhere where there is none
 */
record PortListener(Bind bind, Shared shared, Outlet rest) implements ResourceInput {

  /**
   * What is told apart on the port.
   *
   * @param routes of HTTP that many services share
   * @param detected the routes of the blocks in which HTTP is looked for
   */
  record Shared(
      SharedHttp http,
      NamedRoutes routes,
      Map<Condition, Outlet> branches,
      Map<Within, NamedRoutes> detected) {
    Shared {
      branches = Map.copyOf(branches);
      detected = Map.copyOf(detected);
    }

    private boolean asksForTls() {
      return branches.keySet().stream().anyMatch(Condition::asksForTls);
    }
  }

  @Override
  public String name() {
    return bind.name();
  }

  @Override
  public Message build() {
    Listener.Builder listener = bind.listener(name(), TrafficDirection.OUTBOUND);
    if (isOnlyHttp()) {
      return listener
          .setListenerFiltersTimeout(Timeouts.FOR_EVER)
          .addFilterChains(
              OutboundChains.chain(
                  FilterChainMatch.getDefaultInstance(),
                  HttpManagers.outbound(statPrefix(), shared.routes, List.of())))
          .build();
    }
    addBranches(listener);
    httpKind()
        .ifPresent(
            http ->
                listener.addAllFilterChains(
                    OutboundChains.http(
                        FilterChainMatch.getDefaultInstance(), statPrefix(), shared.routes, http)));
    if (!rest.isNowhere()) {
      OutboundChains.addRest(listener, rest);
    }
    addInspectors(listener);
    return listener.build();
  }

  private Optional<Http> httpKind() {
    return switch (shared.http) {
      case NONE -> Optional.empty();
      case DECLARED -> Optional.of(Http.DECLARED);
      case DETECTED -> Optional.of(Http.DETECTED);
    };
  }

  /** Nothing has to be told apart, so nothing has to be inspected. */
  private boolean isOnlyHttp() {
    return shared.http == SharedHttp.DECLARED && shared.branches.isEmpty() && rest.isNowhere();
  }

  private void addBranches(Listener.Builder listener) {
    new TreeMap<>(shared.branches)
        .forEach(
            (condition, outlet) -> {
              NamedRoutes routes = shared.detected.get(condition.within());
              if (routes != null && !condition.asksForTls()) {
                listener.addAllFilterChains(
                    OutboundChains.http(condition.match(), statPrefix(), routes, Http.DETECTED));
              }
              listener.addFilterChains(OutboundChains.tcp(condition.match(), outlet));
            });
  }

  private void addInspectors(Listener.Builder listener) {
    if (shared.asksForTls()) {
      listener.addListenerFilters(ListenerFilters.tlsInspector());
    }
    if (shared.http != SharedHttp.NONE || !shared.detected.isEmpty()) {
      listener.addListenerFilters(ListenerFilters.httpInspector());
    }
    listener.setListenerFiltersTimeout(
        rest.isNowhere()
                || rest.isOnly(ResourceNames.PASSTHROUGH_CLUSTER)
                || rest.isOnly(ResourceNames.BLACK_HOLE_CLUSTER)
            ? Timeouts.FOR_EVER
            : Timeouts.DETECTION);
  }

  private String statPrefix() {
    return "outbound_" + name();
  }
}
