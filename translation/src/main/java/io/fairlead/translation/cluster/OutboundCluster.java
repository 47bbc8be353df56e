package io.fairlead.translation.cluster;

import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.LbPolicy;
import io.fairlead.model.policy.CallPolicy;
import io.fairlead.model.policy.HealthCheck;
import io.fairlead.model.policy.Setting;
import io.fairlead.translation.cluster.Upstream.AsNamed;
import io.fairlead.translation.cluster.Upstream.Assigned;
import io.fairlead.translation.cluster.Upstream.OriginalDestination;
import io.fairlead.translation.cluster.Upstream.Resolved;
import io.fairlead.translation.encoding.ResourceInput;

/**
 * The cluster of one port of a service, or of a subset of it.
 *
 * @param policy how the endpoints are called
 * @param health how they are asked whether they are well
 */
public record OutboundCluster(
    CalledPort called,
    Upstream upstream,
    UpstreamTransport transport,
    CallPolicy policy,
    Setting<HealthCheck> health)
    implements ResourceInput {

  @Override
  public String name() {
    return called.cluster();
  }

  @Override
  public Message build() {
    Cluster.Builder cluster = ClusterDefaults.carrying(name());
    Pools.limit(cluster, policy.pool(), policy.extras().retries());
    HttpProtocols.declare(
        cluster, called.protocol(), policy.pool(), policy.blocks().outliers(), transport);
    switch (upstream) {
      case AsNamed named -> NamedClusters.declare(cluster, named);
      case Assigned ignored -> {
        ClusterDefaults.assign(cluster);
        Balancers.choose(cluster, policy);
      }
      case Resolved resolved -> {
        DnsClusters.declare(cluster, resolved);
        Balancers.choose(cluster, policy);
      }
      case OriginalDestination ignored ->
          cluster
              .setType(Cluster.DiscoveryType.ORIGINAL_DST)
              .setLbPolicy(LbPolicy.CLUSTER_PROVIDED);
    }
    Outliers.detect(cluster, policy.blocks().outliers());
    if (!(upstream instanceof OriginalDestination || upstream instanceof AsNamed)) {
      HealthChecks.ask(cluster, called, health, called.speaksHttp2(policy));
    }
    TransportSockets.wrap(cluster, called, policy, transport);
    return cluster.build();
  }
}
