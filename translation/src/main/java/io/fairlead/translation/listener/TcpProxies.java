package io.fairlead.translation.listener;

import com.google.protobuf.Duration;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import io.fairlead.translation.encoding.Deterministic;
import io.fairlead.translation.naming.ResourceNames;
import io.fairlead.translation.telemetry.AccessLogs;

/** Hands the bytes of a connection to a cluster. */
final class TcpProxies {

  /** Envoy's own hour cuts pooled database connections; keepalive probes find the dead ones. */
  private static final long IDLE_SECONDS = 86_400;

  private TcpProxies() {}

  static Filter to(String cluster) {
    return to(Outlet.of(cluster));
  }

  static Filter to(Outlet outlet) {
    TcpProxy.Builder proxy =
        TcpProxy.newBuilder()
            .setStatPrefix(outlet.called())
            .setIdleTimeout(Duration.newBuilder().setSeconds(IDLE_SECONDS))
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
    return filter(proxy.build());
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
