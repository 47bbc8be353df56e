package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.type.v1beta1.PolicyTargetReference;
import io.fairlead.api.istio.type.v1beta1.WorkloadSelector;
import io.fairlead.istioconfig.Excerpt;
import io.fairlead.model.ProblemCode;
import java.util.List;
import java.util.Set;

/** What policies may be attached to: workloads by their labels, or resources by their names. */
final class AttachmentRules {

  private static final String SELECTOR = "spec.selector";
  private static final String TARGETS = "spec.targetRefs";

  /** As group/kind. */
  private static final Set<String> KINDS =
      Set.of(
          "/Service",
          "core/Service",
          "networking.istio.io/ServiceEntry",
          "gateway.networking.k8s.io/Gateway",
          "gateway.networking.k8s.io/GatewayClass");

  private AttachmentRules() {}

  static void selector(boolean isSet, WorkloadSelector selector, Findings findings) {
    String path = SELECTOR + ".matchLabels";
    findings.labels(path, selector.getMatchLabelsMap());
    if (isSet && selector.getMatchLabelsCount() == 0) {
      findings.warning(path, "is empty, which chooses every workload: leave the selector out");
    }
  }

  static void targets(List<PolicyTargetReference> targets, boolean hasSelector, Findings findings) {
    if (hasSelector && !targets.isEmpty()) {
      findings.error(
          ProblemCode.EXCLUSIVE_FIELDS,
          SELECTOR,
          "excludes spec.targetRefs, which is set too: remove one of the two");
    }
    for (int i = 0; i < targets.size(); i++) {
      target(TARGETS + "[" + i + "]", targets.get(i), findings);
    }
  }

  /** The older field with one target. */
  static void target(PolicyTargetReference target, boolean excludesOthers, Findings findings) {
    target("spec.targetRef", target, findings);
    if (excludesOthers) {
      findings.error(
          ProblemCode.EXCLUSIVE_FIELDS,
          "spec.targetRef",
          "stands alone: write all targets into spec.targetRefs, without a selector");
    }
  }

  private static void target(String path, PolicyTargetReference target, Findings findings) {
    if (target.getName().isEmpty()) {
      findings.error(ProblemCode.MISSING_FIELD, path + ".name", "is missing: name the target");
    }
    if (!target.getNamespace().isEmpty()) {
      findings.error(
          ProblemCode.OTHER_NAMESPACE,
          path + ".namespace",
          "must be left out: a policy is attached to resources of its own namespace only");
    }
    String kind = target.getGroup() + "/" + target.getKind();
    if (!KINDS.contains(kind)) {
      findings.error(
          ProblemCode.UNKNOWN_VALUE,
          path + ".kind",
          Excerpt.of(kind)
              + " is nothing to attach to: use Service, networking.istio.io/ServiceEntry,"
              + " gateway.networking.k8s.io/Gateway or GatewayClass");
    }
  }
}
