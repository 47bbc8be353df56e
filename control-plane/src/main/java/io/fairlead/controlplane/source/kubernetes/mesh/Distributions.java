package io.fairlead.controlplane.source.kubernetes.mesh;

import com.google.protobuf.BoolValue;
import com.google.protobuf.UInt32Value;
import io.fairlead.api.istio.networking.v1alpha3.DestinationRule;
import io.fairlead.api.istio.networking.v1alpha3.TrafficPolicy;
import io.fairlead.controlplane.source.kubernetes.object.ServiceObject;
import io.fairlead.controlplane.source.kubernetes.object.ServiceObject.Distribution;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Kinds;
import io.fairlead.istioconfig.Metadata;
import io.fairlead.model.ResourceName;
import io.fairlead.model.service.ServiceHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says a Service's {@code trafficDistribution} in Istio's language. The rule lies in the mesh's own
 * namespace, where one that somebody wrote for the Service goes before it.
 *
 * @param rootNamespace of the mesh
 */
public record Distributions(String rootNamespace) {

  private static final List<String> NEAREST =
      List.of(
          "topology.istio.io/network",
          "topology.kubernetes.io/region",
          "topology.kubernetes.io/zone");

  /** By which the Node of callers is asked for, at the price of one shape of proxies for each. */
  private static final String NODE = "kubernetes.io/hostname";

  /** What the rule of a Service is called. */
  public ResourceName name(ResourceName service) {
    return new ResourceName(
        rootNamespace, "traffic-distribution-" + service.name() + "." + service.namespace());
  }

  /** Nothing where endpoints are liked alike and all of them may be called. */
  public Optional<IstioResource> rule(ServiceObject service, ServiceHost host) {
    return policy(service)
        .map(
            policy ->
                new IstioResource(
                    Kinds.named("DestinationRule").orElseThrow(),
                    name(service.name()),
                    Metadata.NONE,
                    DestinationRule.newBuilder()
                        .setHost(host.value())
                        .setTrafficPolicy(policy)
                        .build()));
  }

  /**
   * Nothing where endpoints are liked alike and all of them may be called. Others are called as
   * soon as none nearby is ready, and not for the answers that they give: outliers are looked for,
   * and none is found.
   */
  public static Optional<TrafficPolicy> policy(ServiceObject service) {
    List<String> priorities = priorities(service);
    if (priorities.isEmpty()) {
      return Optional.empty();
    }
    TrafficPolicy.Builder policy = TrafficPolicy.newBuilder();
    policy
        .getLoadBalancerBuilder()
        .getLocalityLbSettingBuilder()
        .setEnabled(BoolValue.of(true))
        .addAllFailoverPriority(priorities);
    policy
        .getOutlierDetectionBuilder()
        .setConsecutive5XxErrors(UInt32Value.of(0))
        .setConsecutiveGatewayErrors(UInt32Value.of(0));
    return Optional.of(policy.build());
  }

  /** Where only those on the caller's Node may be called, none is nearer than another. */
  private static List<String> priorities(ServiceObject service) {
    List<String> priorities = new ArrayList<>();
    switch (service.delivery().distribution()) {
      case ANYWHERE -> {}
      case SAME_ZONE, SAME_NODE -> priorities.addAll(NEAREST);
    }
    if (service.isNodeLocal() || service.delivery().distribution() == Distribution.SAME_NODE) {
      priorities.add(NODE);
    }
    return priorities;
  }
}
