package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import io.fairlead.istioconfig.IstioResource;
import io.fairlead.model.Problem;
import java.util.List;

/** What follows from all resources of the Gateway API, in Istio's language. */
public record Derived(List<IstioResource> resources, List<Problem> problems) {
  public Derived {
    resources = List.copyOf(resources);
    problems = List.copyOf(problems);
  }
}
