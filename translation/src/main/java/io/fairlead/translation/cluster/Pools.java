package io.fairlead.translation.cluster;

import com.google.protobuf.UInt32Value;
import io.envoyproxy.envoy.config.cluster.v3.CircuitBreakers.Thresholds;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.TcpKeepalive;
import io.envoyproxy.envoy.type.v3.Percent;
import io.fairlead.model.policy.ConnectionPool;
import io.fairlead.model.policy.ConnectionPool.Keepalive;
import io.fairlead.model.policy.PolicyExtras.RetryBudget;
import io.fairlead.model.policy.Setting;
import io.fairlead.translation.encoding.Durations;
import java.util.function.Consumer;

/** Sets the limits of a cluster that carries traffic to a host. */
final class Pools {

  private Pools() {}

  static void limit(Cluster.Builder cluster, ConnectionPool pool, Setting<RetryBudget> retries) {
    Thresholds.Builder limits = cluster.getCircuitBreakersBuilder().getThresholdsBuilder(0);
    set(pool.tcp().maxConnections(), limits::setMaxConnections);
    set(pool.http().limits().pendingRequests(), limits::setMaxPendingRequests);
    set(pool.http().limits().activeRequests(), limits::setMaxRequests);
    set(pool.http().limits().activeRetries(), limits::setMaxRetries);
    switch (retries) {
      case Setting.Said<RetryBudget>(RetryBudget budget) ->
          NewerFields.consider(
              limits
                  .getRetryBudgetBuilder()
                  .setBudgetPercent(Percent.newBuilder().setValue(budget.percent()))
                  .setMinRetryConcurrency(UInt32Value.of(budget.least())),
              budget.interval());
      case Setting.Unset<RetryBudget> ignored -> {}
    }
    if (pool.tcp().connectTimeout().isSet()) {
      cluster.setConnectTimeout(Durations.of(pool.tcp().connectTimeout()));
    }
    keepAlive(cluster, pool.tcp().keepalive());
  }

  private static void keepAlive(Cluster.Builder cluster, Keepalive keepalive) {
    TcpKeepalive.Builder probes =
        cluster.getUpstreamConnectionOptionsBuilder().getTcpKeepaliveBuilder();
    set(keepalive.probes(), probes::setKeepaliveProbes);
    set((int) keepalive.time().seconds(), probes::setKeepaliveTime);
    set((int) keepalive.interval().seconds(), probes::setKeepaliveInterval);
  }

  /** 0 leaves it as it is. */
  private static void set(int value, Consumer<UInt32Value> setter) {
    if (value > 0) {
      setter.accept(UInt32Value.of(value));
    }
  }
}
