package io.fairlead.translation.cluster;

import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.LbPolicy;
import io.fairlead.translation.encoding.ResourceInput;
import io.fairlead.translation.naming.ResourceNames;
import io.fairlead.translation.scope.IpFamilies;

/** Clusters that are there in every mesh. */
public sealed interface FixedCluster extends ResourceInput {

  /** Ends here what must not go anywhere. */
  record BlackHole() implements FixedCluster {
    @Override
    public String name() {
      return ResourceNames.BLACK_HOLE_CLUSTER;
    }

    @Override
    public Message build() {
      return ClusterDefaults.named(name()).setType(Cluster.DiscoveryType.STATIC).build();
    }
  }

  /** Goes where the application wanted to go, outside of the mesh. */
  record Passthrough() implements FixedCluster {
    @Override
    public String name() {
      return ResourceNames.PASSTHROUGH_CLUSTER;
    }

    @Override
    public Message build() {
      return originalDestination(name()).build();
    }
  }

  /** Hands traffic for a port that no service declares to the host's own application. */
  record InboundPassthrough(IpFamilies families) implements FixedCluster {
    @Override
    public String name() {
      return ResourceNames.INBOUND_PASSTHROUGH_CLUSTER;
    }

    @Override
    public Message build() {
      return originalDestination(name())
          .setUpstreamBindConfig(InboundSource.bind(families))
          .build();
    }
  }

  private static Cluster.Builder originalDestination(String name) {
    Cluster.Builder cluster =
        ClusterDefaults.carrying(name)
            .setType(Cluster.DiscoveryType.ORIGINAL_DST)
            .setLbPolicy(LbPolicy.CLUSTER_PROVIDED);
    HttpProtocols.passThrough(cluster);
    return cluster;
  }
}
