package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import io.fairlead.controlplane.source.ResourceId;
import io.fairlead.istioconfig.IstioResource;
import java.util.List;

/** What follows from the Gateway API in Istio's language, as far as it differs from before. */
public record Derived(List<IstioResource> changed, List<ResourceId> removed) {
  public Derived {
    changed = List.copyOf(changed);
    removed = List.copyOf(removed);
  }
}
