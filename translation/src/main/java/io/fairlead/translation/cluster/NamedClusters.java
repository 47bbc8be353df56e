package io.fairlead.translation.cluster;

import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.CustomClusterType;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.LbPolicy;
import io.envoyproxy.envoy.extensions.clusters.dynamic_forward_proxy.v3.ClusterConfig;
import io.fairlead.translation.cluster.Upstream.AsNamed;
import io.fairlead.translation.encoding.Deterministic;

/**
 * Clusters that look up the host of each request as it comes. Envoy's cluster does that by itself
 * since 1.33, without an HTTP filter in front of it; for connections a filter of their listener
 * does it.
 */
final class NamedClusters {

  private NamedClusters() {}

  /** Insecure options are those of a cluster without TLS, which has no name to verify. */
  static void declare(Cluster.Builder cluster, AsNamed named) {
    ClusterConfig config =
        ClusterConfig.newBuilder()
            .setAllowInsecureClusterOptions(true)
            .setDnsCacheConfig(DnsCaches.of(named.families()))
            .build();
    cluster
        .setClusterType(
            CustomClusterType.newBuilder()
                .setName("envoy.clusters.dynamic_forward_proxy")
                .setTypedConfig(Deterministic.any(config)))
        .setLbPolicy(LbPolicy.CLUSTER_PROVIDED);
  }
}
