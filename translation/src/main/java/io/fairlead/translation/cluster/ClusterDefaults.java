package io.fairlead.translation.cluster;

import com.google.protobuf.Duration;
import com.google.protobuf.UInt32Value;
import io.envoyproxy.envoy.config.cluster.v3.CircuitBreakers;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.EdsClusterConfig;
import io.envoyproxy.envoy.config.cluster.v3.UpstreamConnectionOptions;
import io.envoyproxy.envoy.config.core.v3.AggregatedConfigSource;
import io.envoyproxy.envoy.config.core.v3.ApiVersion;
import io.envoyproxy.envoy.config.core.v3.ConfigSource;
import io.envoyproxy.envoy.config.core.v3.TcpKeepalive;

/** What every cluster has in common. */
final class ClusterDefaults {

  private static final long CONNECT_SECONDS = 10;
  private static final int KEEPALIVE_SECONDS = 300;
  private static final int NO_LIMIT = -1;

  /**
   * As in Istio: Envoy's own limits (3 retries at a time) break services while hosts are replaced.
   */
  private static final CircuitBreakers UNLIMITED =
      CircuitBreakers.newBuilder()
          .addThresholds(
              CircuitBreakers.Thresholds.newBuilder()
                  .setMaxConnections(UInt32Value.of(NO_LIMIT))
                  .setMaxPendingRequests(UInt32Value.of(NO_LIMIT))
                  .setMaxRequests(UInt32Value.of(NO_LIMIT))
                  .setMaxRetries(UInt32Value.of(NO_LIMIT))
                  .setTrackRemaining(true))
          .build();

  private ClusterDefaults() {}

  static Cluster.Builder named(String name) {
    return Cluster.newBuilder()
        .setName(name)
        .setConnectTimeout(Duration.newBuilder().setSeconds(CONNECT_SECONDS));
  }

  /** With the limits of a cluster that carries traffic, and probes that find a dead peer. */
  static Cluster.Builder carrying(String name) {
    return named(name)
        .setCircuitBreakers(UNLIMITED)
        .setUpstreamConnectionOptions(
            UpstreamConnectionOptions.newBuilder()
                .setTcpKeepalive(
                    TcpKeepalive.newBuilder().setKeepaliveTime(UInt32Value.of(KEEPALIVE_SECONDS))));
  }

  /** Endpoints are waited for without end: a cluster that gave up would refuse every request. */
  static void assign(Cluster.Builder cluster) {
    cluster
        .setType(Cluster.DiscoveryType.EDS)
        .setEdsClusterConfig(
            EdsClusterConfig.newBuilder()
                .setServiceName(cluster.getName())
                .setEdsConfig(
                    ConfigSource.newBuilder()
                        .setAds(AggregatedConfigSource.getDefaultInstance())
                        .setInitialFetchTimeout(Duration.getDefaultInstance())
                        .setResourceApiVersion(ApiVersion.V3)));
  }
}
