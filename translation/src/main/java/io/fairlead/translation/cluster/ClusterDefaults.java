package io.fairlead.translation.cluster;

import com.google.protobuf.Duration;
import com.google.protobuf.UInt32Value;
import io.envoyproxy.envoy.config.cluster.v3.CircuitBreakers;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.LbPolicy;
import io.envoyproxy.envoy.config.cluster.v3.UpstreamConnectionOptions;
import io.envoyproxy.envoy.config.core.v3.TcpKeepalive;
import io.fairlead.model.policy.TrafficPolicy.ConnectionPool;
import io.fairlead.model.policy.TrafficPolicy.LoadBalancing;

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

  /** Of a cluster that carries traffic to a host, with the limits that a policy sets for it. */
  static Cluster.Builder carrying(String name, ConnectionPool pool) {
    Cluster.Builder cluster = carrying(name);
    CircuitBreakers.Thresholds.Builder limits =
        cluster.getCircuitBreakersBuilder().getThresholdsBuilder(0);
    if (pool.maxConnections() > 0) {
      limits.setMaxConnections(UInt32Value.of(pool.maxConnections()));
    }
    if (pool.http1MaxPendingRequests() > 0) {
      limits.setMaxPendingRequests(UInt32Value.of(pool.http1MaxPendingRequests()));
    }
    if (pool.connectTimeout().isSet()) {
      cluster.setConnectTimeout(
          Duration.newBuilder()
              .setSeconds(pool.connectTimeout().seconds())
              .setNanos(pool.connectTimeout().nanos()));
    }
    return cluster;
  }

  static LbPolicy balancing(LoadBalancing balancing) {
    return switch (balancing) {
      case LEAST_REQUEST -> LbPolicy.LEAST_REQUEST;
      case ROUND_ROBIN -> LbPolicy.ROUND_ROBIN;
      case RANDOM -> LbPolicy.RANDOM;
    };
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
}
