package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.networking.v1alpha3.WorkloadEntry;
import io.fairlead.api.istio.networking.v1alpha3.WorkloadGroup;
import io.fairlead.model.Labels;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.ResourceName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads a WorkloadGroup. */
final class WorkloadGroupReader {

  private static final String DEFAULT_ACCOUNT = "default";

  private WorkloadGroupReader() {}

  static Optional<Declaration> read(ResourceName name, WorkloadGroup group, Findings findings) {
    tellWhatHasNoEffect(group, findings);
    if (!group.hasTemplate()) {
      findings.error(
          ProblemCode.MISSING_FIELD,
          "spec.template",
          "is missing: write what the hosts of the group have in common");
      return Optional.empty();
    }
    WorkloadEntry template = group.getTemplate();
    EndpointReader endpoints = new EndpointReader(findings);
    Map<String, Integer> ports = endpoints.ports("spec.template.ports", template.getPortsMap());
    endpoints.checkAccount("spec.template.serviceAccount", template.getServiceAccount());
    findings.labels("spec.metadata.labels", group.getMetadata().getLabelsMap());
    findings.labels("spec.template.labels", template.getLabelsMap());
    String account =
        template.getServiceAccount().isEmpty() ? DEFAULT_ACCOUNT : template.getServiceAccount();
    return findings.hasErrors()
        ? Optional.empty()
        : Optional.of(
            new Declaration.Group(
                new io.fairlead.model.workload.WorkloadGroup(
                    name, labels(group), ports, EndpointReader.placement(template), account)));
  }

  /** The labels of the group's metadata win over those of its template, as in Istio. */
  private static Labels labels(WorkloadGroup group) {
    Map<String, String> labels = new HashMap<>(group.getTemplate().getLabelsMap());
    labels.putAll(group.getMetadata().getLabelsMap());
    return new Labels(labels);
  }

  private static void tellWhatHasNoEffect(WorkloadGroup group, Findings findings) {
    if (!group.getTemplate().getAddress().isEmpty()) {
      findings.warning(
          "spec.template.address", "has no effect: each host brings its own, remove it");
    }
    if (Integer.toUnsignedLong(group.getTemplate().getWeight()) > 1) {
      findings.warning(
          "spec.template.weight", "has no effect yet: the hosts of a group weigh the same");
    }
    if (group.getMetadata().getAnnotationsCount() > 0) {
      findings.warning("spec.metadata.annotations", "have no effect: hosts keep their own");
    }
    if (group.hasProbe()) {
      ProbeRules.check("spec.probe", group.getProbe(), findings);
      findings.warning(
          "spec.probe", "has no effect yet: let the registry check the health of the service");
    }
  }
}
