package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import io.fairlead.controlplane.source.kubernetes.object.ServiceObject;
import io.fairlead.controlplane.source.kubernetes.object.ServiceObject.Addressing;
import io.fairlead.model.ResourceName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Services that lead to proxies of Gateways. One owner. */
final class Entrances {

  private final Links<ResourceName, ResourceName> servicesOf = new Links<>();
  private final Map<ResourceName, List<String>> addresses = new HashMap<>();

  /** The Gateways that it led or leads to. */
  Set<ResourceName> put(ResourceName name, @Nullable ServiceObject service) {
    Optional<ResourceName> gateway =
        Optional.ofNullable(service)
            .map(found -> found.selector().get(GatewayApi.OF_GATEWAY))
            .filter(label -> !label.isEmpty())
            .map(label -> new ResourceName(name.namespace(), label));
    Set<ResourceName> now = gateway.map(Set::of).orElse(Set.of());
    Set<ResourceName> before = servicesOf.set(name, now);
    List<String> at = service == null || now.isEmpty() ? List.of() : addresses(service);
    List<String> atBefore = at.isEmpty() ? addresses.remove(name) : addresses.put(name, at);
    if (now.equals(before) && at.equals(atBefore == null ? List.of() : atBefore)) {
      return Set.of();
    }
    Set<ResourceName> touched = new TreeSet<>(before);
    touched.addAll(now);
    return touched;
  }

  List<String> of(ResourceName gateway) {
    return servicesOf.of(gateway).stream()
        .flatMap(service -> addresses.getOrDefault(service, List.of()).stream())
        .distinct()
        .toList();
  }

  /** What a load balancer gave it goes before the cluster's own addresses. */
  private static List<String> addresses(ServiceObject service) {
    if (!service.delivery().ingress().isEmpty()) {
      return service.delivery().ingress();
    }
    return service.addressing() instanceof Addressing.Virtual(List<String> own) ? own : List.of();
  }
}
