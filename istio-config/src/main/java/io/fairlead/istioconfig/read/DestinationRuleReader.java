package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.networking.v1alpha3.DestinationRule;
import io.fairlead.api.istio.networking.v1alpha3.Subset;
import io.fairlead.istioconfig.Excerpt;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Names;
import io.fairlead.model.Labels;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.Calling;
import io.fairlead.model.policy.Setting;
import io.fairlead.model.policy.TrafficPolicy;
import io.fairlead.model.service.ServiceHost;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a DestinationRule. */
final class DestinationRuleReader {

  private final Findings findings;

  private DestinationRuleReader(Findings findings) {
    this.findings = findings;
  }

  static Optional<Declaration> read(
      IstioResource resource, DestinationRule rule, Findings findings) {
    DestinationRuleFields.ALL.refuseOthers(rule, findings);
    DestinationRuleReader reader = new DestinationRuleReader(findings);
    Optional<ServiceHost> host = Hosts.full("spec.host", rule.getHost(), findings);
    String own = resource.name().namespace();
    ExportTo.checkWithoutNobody(rule.getExportToList(), own, findings);
    reader.checkCallers(rule, own);
    Calling calling =
        new Calling(
            reader.policy(rule),
            reader.subsets(rule),
            HealthCheckReader.read(OurAnnotations.of(resource, findings)));
    return host.map(
        known ->
            new Declaration.Calls(
                new io.fairlead.model.policy.DestinationRule(
                    resource.name(),
                    known,
                    new Labels(rule.getWorkloadSelector().getMatchLabelsMap()),
                    calling,
                    rule.getExportToList(),
                    resource.metadata().created())));
  }

  private void checkCallers(DestinationRule rule, String own) {
    if (rule.hasWorkloadSelector()) {
      Map<String, String> callers = rule.getWorkloadSelector().getMatchLabelsMap();
      findings.selector("spec.workloadSelector.matchLabels", callers);
      if (rule.getExportToList().stream().anyMatch(to -> !to.equals(".") && !to.equals(own))) {
        findings.error(
            ProblemCode.OTHER_NAMESPACE,
            "spec.exportTo",
            "goes beyond the rule's own namespace, whose workloads alone spec.workloadSelector"
                + " chooses: remove it");
      }
    }
  }

  private Setting<TrafficPolicy> policy(DestinationRule rule) {
    return rule.hasTrafficPolicy()
        ? Setting.of(
            new PolicyReader(findings, rule.hasWorkloadSelector())
                .read("spec.trafficPolicy", rule.getTrafficPolicy()))
        : Setting.unset();
  }

  private List<Calling.Subset> subsets(DestinationRule rule) {
    List<Calling.Subset> subsets = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < rule.getSubsetsCount(); i++) {
      String path = "spec.subsets[" + i + "]";
      Subset subset = rule.getSubsets(i);
      if (!Names.isDnsLabel(subset.getName())) {
        findings.error(
            subset.getName().isEmpty() ? ProblemCode.MISSING_FIELD : ProblemCode.BAD_NAME,
            path + ".name",
            subset.getName().isEmpty()
                ? "is missing: name the subset"
                : Excerpt.of(subset.getName())
                    + " is no name: use 1 to 63 of a-z, 0-9 and -, and begin and end with a letter"
                    + " or digit");
      } else if (!names.add(subset.getName())) {
        findings.error(
            ProblemCode.DUPLICATE_VALUE,
            path + ".name",
            Excerpt.of(subset.getName()) + " is the name of another subset too: rename one");
      }
      findings.labels(path + ".labels", subset.getLabelsMap());
      subsets.add(
          new Calling.Subset(
              subset.getName(),
              new Labels(subset.getLabelsMap()),
              subset.hasTrafficPolicy()
                  ? Setting.of(
                      new PolicyReader(findings, rule.hasWorkloadSelector())
                          .read(path + ".trafficPolicy", subset.getTrafficPolicy()))
                  : Setting.unset()));
    }
    return subsets;
  }
}
