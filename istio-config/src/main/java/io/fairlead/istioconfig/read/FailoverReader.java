package io.fairlead.istioconfig.read;

import io.fairlead.istioconfig.Excerpt;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.PlaceBalancing.Failover;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Reads where the requests of a region, or of a place, go once its endpoints fail. */
final class FailoverReader {

  private static final Set<String> PLACE_LABELS =
      Set.of(
          "topology.kubernetes.io/region",
          "topology.kubernetes.io/zone",
          "topology.istio.io/subzone");

  private final String path;
  private final Findings findings;

  /**
   * @param path of the setting that has {@code failover} and {@code failoverPriority}
   */
  FailoverReader(String path, Findings findings) {
    this.path = path;
    this.findings = findings;
  }

  /**
   * @param from the region of one of {@code said}
   * @param to where its requests go
   */
  <F> List<Failover> regions(List<F> said, Function<F, String> from, Function<F, String> to) {
    List<Failover> failovers = new ArrayList<>();
    for (F one : said) {
      Failover failover = new Failover(from.apply(one), to.apply(one));
      check(path + ".failover[" + failovers.size() + "]", failover);
      failovers.add(failover);
    }
    return failovers;
  }

  /** Tells each label that says where a workload is, because something else says that already. */
  void refusePlaces(List<String> labels, String sentence) {
    labels.stream()
        .filter(PLACE_LABELS::contains)
        .forEach(
            label ->
                findings.error(
                    ProblemCode.EXCLUSIVE_FIELDS,
                    path + ".failoverPriority",
                    Excerpt.of(label) + " " + sentence));
  }

  /** For where nothing finds out that endpoints fail. */
  void tellIdle() {
    findings.warning(
        path, "fails over only where outlierDetection finds failures: add that beside it");
  }

  private void check(String at, Failover failover) {
    region(at + ".from", failover.from());
    region(at + ".to", failover.to());
    if (failover.from().equals(failover.to())) {
      findings.error(ProblemCode.BAD_LOCALITY, at, "leads from a region to itself: name two");
    }
  }

  private void region(String at, String region) {
    if (region.contains("/") || region.contains("*")) {
      findings.error(
          ProblemCode.BAD_LOCALITY,
          at,
          Excerpt.of(region) + " is no region: write one without / and *");
    }
  }
}
