package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.security.v1beta1.AuthorizationPolicy;
import io.fairlead.api.istio.security.v1beta1.AuthorizationPolicy.Action;
import io.fairlead.api.istio.security.v1beta1.Operation;
import io.fairlead.api.istio.security.v1beta1.Rule;
import io.fairlead.api.istio.security.v1beta1.Source;
import io.fairlead.model.ProblemCode;

/** What an AuthorizationPolicy may say. */
final class AuthorizationPolicyRules {

  private final AuthorizationPolicy policy;
  private final Findings findings;

  AuthorizationPolicyRules(AuthorizationPolicy policy, Findings findings) {
    this.policy = policy;
    this.findings = findings;
  }

  void check() {
    AttachmentRules.selector(policy.hasSelector(), policy.getSelector(), findings);
    AttachmentRules.targets(policy.getTargetRefsList(), policy.hasSelector(), findings);
    if (policy.hasTargetRef()) {
      boolean isAlone = !policy.hasSelector() && policy.getTargetRefsCount() == 0;
      AttachmentRules.target(policy.getTargetRef(), !isAlone, findings);
    }
    checkAction();
    for (int i = 0; i < policy.getRulesCount(); i++) {
      check("spec.rules[" + i + "]", policy.getRules(i));
    }
  }

  private void checkAction() {
    Action action = policy.getAction();
    if (action == Action.UNRECOGNIZED) {
      findings.error(
          ProblemCode.UNKNOWN_VALUE,
          "spec.action",
          "is not known: use ALLOW, DENY, AUDIT or CUSTOM");
    }
    boolean needsRules = action == Action.DENY || action == Action.CUSTOM;
    if (needsRules && policy.getRulesCount() == 0) {
      findings.error(
          ProblemCode.MISSING_FIELD,
          "spec.rules",
          "is empty, so "
              + action
              + " would concern no request: write rules, or one empty rule for every request");
    }
    if (action == Action.CUSTOM && policy.getProvider().getName().isEmpty()) {
      findings.error(
          ProblemCode.MISSING_FIELD,
          "spec.provider.name",
          "is missing: with CUSTOM name the extension provider that decides");
    }
    if (action != Action.CUSTOM && policy.hasProvider()) {
      findings.error(
          ProblemCode.EXCLUSIVE_FIELDS,
          "spec.provider",
          "goes with action CUSTOM only: remove it or change the action");
    }
  }

  private void check(String path, Rule rule) {
    for (int i = 0; i < rule.getFromCount(); i++) {
      String at = path + ".from[" + i + "].source";
      Source source = rule.getFrom(i).getSource();
      new SourceRules(at, source, findings).check(policy.getAction() == Action.CUSTOM);
    }
    for (int i = 0; i < rule.getToCount(); i++) {
      OperationRules.check(
          path + ".to[" + i + "].operation", rule.getTo(i).getOperation(), findings);
    }
    for (int i = 0; i < rule.getWhenCount(); i++) {
      new ConditionRules(path + ".when[" + i + "]", rule.getWhen(i), findings)
          .check(policy.getAction() == Action.CUSTOM);
    }
    boolean isAboutPorts =
        rule.getToList().stream()
            .map(Rule.To::getOperation)
            .anyMatch(AuthorizationPolicyRules::namesPorts);
    if (policy.getAction() == Action.DENY && rule.getToCount() > 0 && !isAboutPorts) {
      findings.warning(
          path,
          "speaks of HTTP only, and with DENY holds for every connection to a TCP port: name ports");
    }
  }

  private static boolean namesPorts(Operation operation) {
    return operation.getPortsCount() + operation.getNotPortsCount() > 0;
  }
}
