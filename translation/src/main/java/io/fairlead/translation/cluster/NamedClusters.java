package io.fairlead.translation.cluster;

import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.CustomClusterType;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.DnsLookupFamily;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.LbPolicy;
import io.envoyproxy.envoy.extensions.clusters.dynamic_forward_proxy.v3.ClusterConfig;
import io.envoyproxy.envoy.extensions.common.dynamic_forward_proxy.v3.DnsCacheConfig;
import io.fairlead.translation.cluster.Upstream.AsNamed;
import io.fairlead.translation.encoding.Deterministic;
import io.fairlead.translation.scope.IpFamilies;

/**
 * Clusters that look up the host of each request as it comes. Envoy's cluster does that by itself
 * since 1.33, without an HTTP filter in front of it.
 */
final class NamedClusters {

  /** One for the whole proxy: caches of one name must be alike. */
  private static final String CACHE = "dynamic_dns";

  private NamedClusters() {}

  /** Insecure options are those of a cluster without TLS, which has no name to verify. */
  static void declare(Cluster.Builder cluster, AsNamed named) {
    ClusterConfig config =
        ClusterConfig.newBuilder()
            .setAllowInsecureClusterOptions(true)
            .setDnsCacheConfig(
                DnsCacheConfig.newBuilder()
                    .setName(CACHE)
                    .setDnsLookupFamily(family(named.families())))
            .build();
    cluster
        .setClusterType(
            CustomClusterType.newBuilder()
                .setName("envoy.clusters.dynamic_forward_proxy")
                .setTypedConfig(Deterministic.any(config)))
        .setLbPolicy(LbPolicy.CLUSTER_PROVIDED);
  }

  private static DnsLookupFamily family(IpFamilies families) {
    return switch (families) {
      case IPV4 -> DnsLookupFamily.V4_ONLY;
      case IPV6 -> DnsLookupFamily.V6_ONLY;
      case BOTH -> DnsLookupFamily.ALL;
    };
  }
}
