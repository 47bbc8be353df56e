package io.fairlead.istioconfig.read;

import io.fairlead.istioconfig.Excerpt;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.PlaceBalancing.Failover;
import java.util.Set;

/** Checks what leads from one region to another. */
final class FailoverRegions {

  private static final Set<String> PLACE_LABELS =
      Set.of(
          "topology.kubernetes.io/region",
          "topology.kubernetes.io/zone",
          "topology.istio.io/subzone");

  private final Findings findings;

  FailoverRegions(Findings findings) {
    this.findings = findings;
  }

  /** Whether a label says where a workload is. */
  static boolean isPlaceLabel(String label) {
    return PLACE_LABELS.contains(label);
  }

  void check(String path, Failover failover) {
    region(path + ".from", failover.from());
    region(path + ".to", failover.to());
    if (failover.from().equals(failover.to())) {
      findings.error(ProblemCode.BAD_LOCALITY, path, "leads from a region to itself: name two");
    }
  }

  private void region(String path, String region) {
    if (region.contains("/") || region.contains("*")) {
      findings.error(
          ProblemCode.BAD_LOCALITY,
          path,
          Excerpt.of(region) + " is no region: write one without / and *");
    }
  }
}
