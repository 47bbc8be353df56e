package io.fairlead.istioconfig.analyze;

import io.fairlead.api.istio.networking.v1alpha3.DestinationRule;
import io.fairlead.api.istio.networking.v1alpha3.Gateway;
import io.fairlead.api.istio.networking.v1alpha3.ServiceEntry;
import io.fairlead.api.istio.networking.v1alpha3.Sidecar;
import io.fairlead.api.istio.security.v1beta1.PeerAuthentication;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.model.ProblemCode;
import java.util.Map;

/** Selectors that choose nobody. Where no workload is among the resources, none can be judged. */
final class UnmatchedSelectors {

  private final Configuration all;
  private final Notes notes;

  private UnmatchedSelectors(Configuration all, Notes notes) {
    this.all = all;
    this.notes = notes;
  }

  static void tell(Configuration all, Notes notes) {
    if (all.workloads("").findAny().isPresent()) {
      UnmatchedSelectors search = new UnmatchedSelectors(all, notes);
      all.resources().forEach(search::check);
    }
  }

  private void check(IstioResource resource) {
    switch (resource.spec()) {
      case ServiceEntry entry ->
          check(
              resource,
              "spec.workloadSelector.labels",
              entry.getWorkloadSelector().getLabelsMap(),
              resource.name().namespace());
      case Sidecar sidecar ->
          check(
              resource,
              "spec.workloadSelector.labels",
              sidecar.getWorkloadSelector().getLabelsMap(),
              resource.name().namespace());
      case DestinationRule rule ->
          check(
              resource,
              "spec.workloadSelector.matchLabels",
              rule.getWorkloadSelector().getMatchLabelsMap(),
              resource.name().namespace());
      case PeerAuthentication policy ->
          check(
              resource,
              "spec.selector.matchLabels",
              policy.getSelector().getMatchLabelsMap(),
              resource.name().namespace());
      case Gateway gateway -> check(resource, "spec.selector", gateway.getSelectorMap(), "");
      default -> {}
    }
  }

  private void check(
      IstioResource resource, String path, Map<String, String> labels, String namespace) {
    boolean isMatched =
        all.workloads(namespace)
            .anyMatch(workload -> workload.entrySet().containsAll(labels.entrySet()));
    if (!labels.isEmpty() && !isMatched) {
      notes.warning(
          ProblemCode.SELECTS_NOBODY,
          resource,
          path,
          "chooses no WorkloadEntry and no WorkloadGroup of these resources");
    }
  }
}
