package io.fairlead.translation.listener;

import com.google.protobuf.Duration;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import io.fairlead.translation.encoding.Deterministic;
import io.fairlead.translation.naming.ResourceNames;
import io.fairlead.translation.telemetry.AccessLogs;
import java.util.List;

/** Hands the bytes of a connection to a cluster. */
final class TcpProxies {

  /** Envoy's own hour cuts pooled database connections; keepalive probes find the dead ones. */
  private static final long IDLE_SECONDS = 86_400;

  private TcpProxies() {}

  /** A cluster and its part of the connections. */
  record Share(String cluster, int weight) {}

  /**
   * @param statPrefix of what goes to several clusters
   * @param shares at least one
   */
  static Filter to(String statPrefix, List<Share> shares) {
    if (shares.size() == 1) {
      return to(shares.getFirst().cluster());
    }
    TcpProxy.WeightedCluster.Builder clusters = TcpProxy.WeightedCluster.newBuilder();
    shares.forEach(
        share ->
            clusters.addClusters(
                TcpProxy.WeightedCluster.ClusterWeight.newBuilder()
                    .setName(share.cluster())
                    .setWeight(share.weight())));
    return filter(
        TcpProxy.newBuilder()
            .setStatPrefix(statPrefix)
            .setWeightedClusters(clusters)
            .setIdleTimeout(Duration.newBuilder().setSeconds(IDLE_SECONDS))
            .addAccessLog(AccessLogs.ALL)
            .build());
  }

  static Filter to(String cluster) {
    return filter(
        TcpProxy.newBuilder()
            .setStatPrefix(cluster)
            .setCluster(cluster)
            .setIdleTimeout(Duration.newBuilder().setSeconds(IDLE_SECONDS))
            .addAccessLog(AccessLogs.ALL)
            .build());
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
