package io.fairlead.translation.cluster;

import com.google.protobuf.Duration;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.CustomClusterType;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.extensions.clusters.common.dns.v3.DnsLookupFamily;
import io.envoyproxy.envoy.extensions.clusters.dns.v3.DnsCluster;
import io.fairlead.translation.cluster.Upstream.Resolved;
import io.fairlead.translation.encoding.Deterministic;
import io.fairlead.translation.endpoint.LocalityEndpoints;
import io.fairlead.translation.scope.IpFamilies;

/**
 * Clusters whose endpoints are found by DNS: what STRICT_DNS and LOGICAL_DNS were, in the form that
 * Envoy does not call deprecated.
 */
final class DnsClusters {

  private static final long REFRESH_SECONDS = 60;
  private static final long FIRST_RETRY_SECONDS = 1;
  private static final long LAST_RETRY_SECONDS = 30;

  private DnsClusters() {}

  static void declare(Cluster.Builder cluster, Resolved resolved) {
    cluster
        .setClusterType(
            CustomClusterType.newBuilder()
                .setName("envoy.clusters.dns")
                .setTypedConfig(Deterministic.any(dns(resolved))))
        .setLoadAssignment(
            ClusterLoadAssignment.newBuilder()
                .setClusterName(cluster.getName())
                .addAllEndpoints(LocalityEndpoints.of(resolved.groups())));
  }

  private static DnsCluster dns(Resolved resolved) {
    return DnsCluster.newBuilder()
        .setDnsRefreshRate(seconds(REFRESH_SECONDS))
        .setDnsFailureRefreshRate(
            DnsCluster.RefreshRate.newBuilder()
                .setBaseInterval(seconds(FIRST_RETRY_SECONDS))
                .setMaxInterval(seconds(LAST_RETRY_SECONDS)))
        .setRespectDnsTtl(true)
        .setDnsLookupFamily(family(resolved.families()))
        .setAllAddressesInSingleEndpoint(resolved.isFirstOnly())
        .build();
  }

  private static DnsLookupFamily family(IpFamilies families) {
    return switch (families) {
      case IPV4 -> DnsLookupFamily.V4_ONLY;
      case IPV6 -> DnsLookupFamily.V6_ONLY;
      case BOTH -> DnsLookupFamily.ALL;
    };
  }

  private static Duration seconds(long seconds) {
    return Duration.newBuilder().setSeconds(seconds).build();
  }
}
