package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import io.fairlead.controlplane.source.ResourceId;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.model.ResourceName;
import java.util.List;
import java.util.Set;

/**
 * What follows from the Gateway API in Istio's language, as far as it differs from before.
 *
 * @param services for which policies may say otherwise how they are called
 */
public record Derived(
    List<IstioResource> changed, List<ResourceId> removed, Set<ResourceName> services) {
  public Derived {
    changed = List.copyOf(changed);
    removed = List.copyOf(removed);
    services = Set.copyOf(services);
  }
}
