package io.fairlead.translation.cluster;

import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.LbPolicy;
import io.fairlead.model.policy.CallPolicy;
import io.fairlead.model.policy.Calling;
import io.fairlead.model.policy.LoadBalancing.Algorithm;
import io.fairlead.translation.encoding.ResourceInput;
import io.fairlead.translation.scope.CalledPart;
import io.fairlead.translation.scope.EastWest;
import io.fairlead.translation.scope.VisibleService;
import java.util.List;

/**
 * Where a gateway passes on what mesh clients ask for by a service's name in their TLS, which ends
 * at the endpoint: the gateway chooses among endpoints and sees nothing of what is sent.
 *
 * @param policy how endpoints are chosen and left out, and how many connections they get
 */
public record PassingCluster(String name, CallPolicy policy) implements ResourceInput {

  /** One for each part of a service that can be named. */
  public static List<PassingCluster> of(VisibleService service, EastWest passed, Calling calling) {
    return passed.passes(service)
        ? CalledPart.of(service, calling).stream()
            .filter(part -> !part.serverName().isEmpty())
            .map(part -> new PassingCluster(part.serverName(), part.policy()))
            .toList()
        : List.of();
  }

  @Override
  public Message build() {
    Cluster.Builder cluster = ClusterDefaults.carrying(name);
    Pools.limit(cluster, policy.pool(), policy.extras().retries());
    ClusterDefaults.assign(cluster);
    if (policy.balancing().algorithm() instanceof Algorithm.Passthrough) {
      // What the client's own destination was is not known here.
      cluster.setLbPolicy(LbPolicy.LEAST_REQUEST);
    } else {
      Balancers.choose(cluster, policy);
    }
    Outliers.detect(cluster, policy.blocks().outliers());
    return cluster.build();
  }
}
