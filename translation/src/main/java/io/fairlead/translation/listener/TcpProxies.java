package io.fairlead.translation.listener;

import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.extensions.filters.network.sni_dynamic_forward_proxy.v3.FilterConfig;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import io.envoyproxy.envoy.type.v3.HashPolicy;
import io.fairlead.model.policy.LoadBalancing.HashKey;
import io.fairlead.model.policy.PolicyExtras.Tunnel;
import io.fairlead.model.policy.Setting;
import io.fairlead.model.policy.TimeLimit;
import io.fairlead.translation.cluster.DnsCaches;
import io.fairlead.translation.encoding.Deterministic;
import io.fairlead.translation.encoding.Durations;
import io.fairlead.translation.limit.ConnectionFilters;
import io.fairlead.translation.naming.ResourceNames;
import io.fairlead.translation.scope.CallHints;
import io.fairlead.translation.scope.CallHints.NameLookup;
import io.fairlead.translation.telemetry.AccessLogs;
import java.util.ArrayList;
import java.util.List;

/** Hands the bytes of a connection to a cluster. */
final class TcpProxies {

  /** Envoy's own hour cuts pooled database connections; keepalive probes find the dead ones. */
  private static final TimeLimit IDLE = new TimeLimit(86_400, 0);

  private TcpProxies() {}

  static Filter to(String cluster) {
    return proxy(Outlet.of(cluster));
  }

  /**
   * Behind what counts connections, and what looks up the name that is asked for where the cluster
   * goes by it.
   */
  static List<Filter> to(Outlet outlet) {
    List<Filter> filters = new ArrayList<>(ConnectionFilters.shared(outlet.limit()));
    if (outlet.hints().connections().lookup()
        instanceof Setting.Said<NameLookup>(NameLookup lookup)) {
      filters.add(lookup(lookup));
    }
    filters.add(proxy(outlet));
    return filters;
  }

  private static Filter lookup(NameLookup lookup) {
    return Filter.newBuilder()
        .setName("envoy.filters.network.sni_dynamic_forward_proxy")
        .setTypedConfig(
            Deterministic.any(
                FilterConfig.newBuilder()
                    .setDnsCacheConfig(DnsCaches.of(lookup.families()))
                    .setPortValue(lookup.port())
                    .build()))
        .build();
  }

  private static Filter proxy(Outlet outlet) {
    TcpProxy.Builder proxy =
        TcpProxy.newBuilder()
            .setStatPrefix(outlet.called())
            .setIdleTimeout(Durations.of(outlet.hints().connections().idle().or(IDLE)))
            .addAccessLog(AccessLogs.ALL);
    if (outlet.shares().size() == 1) {
      proxy.setCluster(outlet.shares().getFirst().cluster());
    } else {
      outlet
          .shares()
          .forEach(
              share ->
                  proxy
                      .getWeightedClustersBuilder()
                      .addClustersBuilder()
                      .setName(share.cluster())
                      .setWeight(share.weight()));
    }
    hint(outlet.hints(), proxy);
    return filter(proxy.build());
  }

  private static void hint(CallHints hints, TcpProxy.Builder proxy) {
    if (hints.connections().longest().isSet()) {
      proxy.setMaxDownstreamConnectionDuration(Durations.of(hints.connections().longest()));
    }
    if (hints.connections().tunnel() instanceof Setting.Said<Tunnel>(Tunnel tunnel)) {
      proxy.setTunnelingConfig(
          TcpProxy.TunnelingConfig.newBuilder()
              .setHostname(tunnel.target())
              .setUsePost(tunnel.isPost()));
    }
    if (hints.hash() instanceof HashKey.SourceIp) {
      proxy.addHashPolicy(
          HashPolicy.newBuilder().setSourceIp(HashPolicy.SourceIp.getDefaultInstance()));
    }
  }

  /** Ends a connection that would come back to the proxy for ever. */
  static Filter blackHole() {
    return filter(
        TcpProxy.newBuilder()
            .setStatPrefix(ResourceNames.BLACK_HOLE_CLUSTER)
            .setCluster(ResourceNames.BLACK_HOLE_CLUSTER)
            .build());
  }

  private static Filter filter(TcpProxy proxy) {
    return Filter.newBuilder()
        .setName("envoy.filters.network.tcp_proxy")
        .setTypedConfig(Deterministic.any(proxy))
        .build();
  }
}
