package io.fairlead.translation.cluster;

import com.google.protobuf.UInt64Value;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.CommonLbConfig.LocalityWeightedLbConfig;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.CommonLbConfig.ZoneAwareLbConfig;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.LbPolicy;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.SlowStartConfig;
import io.envoyproxy.envoy.config.core.v3.RuntimeDouble;
import io.envoyproxy.envoy.type.v3.Percent;
import io.fairlead.model.policy.CallPolicy;
import io.fairlead.model.policy.LoadBalancing.Algorithm;
import io.fairlead.model.policy.LoadBalancing.HashTable;
import io.fairlead.model.policy.LoadBalancing.WarmUp;
import io.fairlead.model.policy.Setting;
import io.fairlead.model.policy.ZoneBalancing;
import io.fairlead.translation.encoding.Durations;

/** Says how a cluster chooses among its endpoints. */
final class Balancers {

  private static final String AGGRESSION = "fairlead.slow_start.aggression";
  private static final double EVENLY = 1;
  private static final double LEAST_PERCENT = 10;
  private static final long SMALLEST_RING = 1024;

  private Balancers() {}

  static void choose(Cluster.Builder cluster, CallPolicy policy) {
    Setting<WarmUp> warmUp = policy.balancing().warmUp();
    switch (policy.balancing().algorithm()) {
      case Algorithm.LeastRequest ignored -> {
        cluster.setLbPolicy(LbPolicy.LEAST_REQUEST);
        if (warmUp instanceof Setting.Said<WarmUp>(WarmUp said)) {
          cluster.getLeastRequestLbConfigBuilder().setSlowStartConfig(slowStart(said));
        }
      }
      case Algorithm.RoundRobin ignored -> {
        cluster.setLbPolicy(LbPolicy.ROUND_ROBIN);
        if (warmUp instanceof Setting.Said<WarmUp>(WarmUp said)) {
          cluster.getRoundRobinLbConfigBuilder().setSlowStartConfig(slowStart(said));
        }
      }
      case Algorithm.Random ignored -> cluster.setLbPolicy(LbPolicy.RANDOM);
      case Algorithm.Passthrough ignored -> cluster.setLbPolicy(LbPolicy.CLUSTER_PROVIDED);
      case Algorithm.ConsistentHash hash -> hash(cluster, hash.table());
    }
    if (policy.weighsPlaces()) {
      cluster
          .getCommonLbConfigBuilder()
          .setLocalityWeightedLbConfig(LocalityWeightedLbConfig.getDefaultInstance());
    } else if (policy.balancing().algorithm().canKeepZones()) {
      keepZones(cluster.getCommonLbConfigBuilder().getZoneAwareLbConfigBuilder(), policy.zones());
    }
  }

  /** An Envoy that knows others of its kind keeps zones unless it is told not to. */
  private static void keepZones(ZoneAwareLbConfig.Builder zones, Setting<ZoneBalancing> setting) {
    switch (setting) {
      case Setting.Unset<ZoneBalancing> ignored ->
          zones.setRoutingEnabled(Percent.getDefaultInstance());
      case Setting.Said<ZoneBalancing>(ZoneBalancing said) -> {
        if (said.leastEndpoints() instanceof Setting.Said<Long>(Long least)) {
          zones.setMinClusterSize(UInt64Value.of(least));
        }
      }
    }
  }

  private static void hash(Cluster.Builder cluster, HashTable table) {
    switch (table) {
      case HashTable.Ring(long size) ->
          cluster
              .setLbPolicy(LbPolicy.RING_HASH)
              .getRingHashLbConfigBuilder()
              .setMinimumRingSize(UInt64Value.of(size == 0 ? SMALLEST_RING : size));
      case HashTable.Maglev(long size) ->
          cluster
              .setLbPolicy(LbPolicy.MAGLEV)
              .getMaglevLbConfigBuilder()
              .setTableSize(UInt64Value.of(size));
    }
  }

  private static SlowStartConfig slowStart(WarmUp warmUp) {
    SlowStartConfig.Builder slowStart =
        SlowStartConfig.newBuilder().setSlowStartWindow(Durations.of(warmUp.duration()));
    return slowStart
        .setAggression(
            RuntimeDouble.newBuilder()
                .setRuntimeKey(AGGRESSION)
                .setDefaultValue(warmUp.aggression().or(EVENLY)))
        .setMinWeightPercent(
            Percent.newBuilder().setValue(warmUp.minimumPercent().or(LEAST_PERCENT)))
        .build();
  }
}
