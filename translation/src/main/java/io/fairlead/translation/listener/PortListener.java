package io.fairlead.translation.listener;

import com.google.protobuf.Message;
import com.google.protobuf.UInt32Value;
import io.envoyproxy.envoy.config.core.v3.CidrRange;
import io.envoyproxy.envoy.config.core.v3.TrafficDirection;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.fairlead.translation.encoding.ResourceInput;
import io.fairlead.translation.listener.OutboundChains.Http;
import io.fairlead.translation.naming.ResourceNames;
import io.fairlead.translation.scope.Destination.Block;
import io.fairlead.translation.scope.SharedHttp;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Receives what many services share a port for: HTTP by its Host header, TLS by its server name,
 * blocks of addresses, and what is left over.
 *
 * @param rest the cluster for what nothing else matched; empty where there is none
 */
record PortListener(Bind bind, Shared shared, String rest) implements ResourceInput {

  /** What is told apart on the port. */
  record Shared(SharedHttp http, Map<Block, Target> blocks, Map<String, String> serverNames) {
    Shared {
      blocks = Map.copyOf(blocks);
      serverNames = Map.copyOf(serverNames);
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
                  HttpManagers.outbound(statPrefix(), routes(), List.of())))
          .build();
    }
    addBlocks(listener);
    addServerNames(listener);
    httpKind()
        .ifPresent(
            http ->
                listener.addAllFilterChains(
                    OutboundChains.http(
                        FilterChainMatch.getDefaultInstance(), statPrefix(), routes(), http)));
    addRest(listener);
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
    return shared.http == SharedHttp.DECLARED
        && shared.blocks.isEmpty()
        && shared.serverNames.isEmpty()
        && rest.isEmpty();
  }

  private void addBlocks(Listener.Builder listener) {
    for (Map.Entry<Block, Target> entry : sortedBlocks()) {
      Block block = entry.getKey();
      FilterChainMatch within =
          FilterChainMatch.newBuilder()
              .addPrefixRanges(
                  CidrRange.newBuilder()
                      .setAddressPrefix(block.address())
                      .setPrefixLen(UInt32Value.of(block.length())))
              .build();
      switch (entry.getValue()) {
        case Target.Tcp(String cluster) ->
            listener.addFilterChains(OutboundChains.tcp(within, cluster));
        case Target.Detected(String routes, String cluster) ->
            listener
                .addAllFilterChains(
                    OutboundChains.http(within, statPrefix(), routes, Http.DETECTED))
                .addFilterChains(OutboundChains.tcp(within, cluster));
      }
    }
  }

  private List<Map.Entry<Block, Target>> sortedBlocks() {
    return shared.blocks.entrySet().stream()
        .sorted(
            Comparator.comparing((Map.Entry<Block, Target> entry) -> entry.getKey().address())
                .thenComparing(entry -> entry.getKey().length()))
        .toList();
  }

  private void addServerNames(Listener.Builder listener) {
    new TreeMap<>(shared.serverNames)
        .forEach(
            (serverName, cluster) ->
                listener.addFilterChains(
                    OutboundChains.tcp(
                        FilterChainMatch.newBuilder()
                            .setTransportProtocol("tls")
                            .addServerNames(serverName)
                            .build(),
                        cluster)));
  }

  /** Envoy wants a filter chain: what is the only one cannot be the default one. */
  private void addRest(Listener.Builder listener) {
    if (rest.isEmpty()) {
      return;
    }
    FilterChain chain = OutboundChains.tcp(FilterChainMatch.getDefaultInstance(), rest);
    if (listener.getFilterChainsCount() == 0) {
      listener.addFilterChains(chain);
    } else {
      listener.setDefaultFilterChain(chain);
    }
  }

  private void addInspectors(Listener.Builder listener) {
    if (!shared.serverNames.isEmpty()) {
      listener.addListenerFilters(ListenerFilters.tlsInspector());
    }
    boolean detectsHttp =
        shared.http != SharedHttp.NONE
            || shared.blocks.values().stream().anyMatch(Target.Detected.class::isInstance);
    if (detectsHttp) {
      listener.addListenerFilters(ListenerFilters.httpInspector());
    }
    listener.setListenerFiltersTimeout(
        rest.isEmpty()
                || rest.equals(ResourceNames.PASSTHROUGH_CLUSTER)
                || rest.equals(ResourceNames.BLACK_HOLE_CLUSTER)
            ? Timeouts.FOR_EVER
            : Timeouts.DETECTION);
  }

  private String statPrefix() {
    return "outbound_" + name();
  }

  private String routes() {
    return ResourceNames.portRoutes(bind.port());
  }
}
