package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.security.v1beta1.AuthorizationPolicy;
import io.fairlead.api.istio.security.v1beta1.AuthorizationPolicy.Action;
import io.fairlead.api.istio.security.v1beta1.Rule;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.model.Labels;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.AccessPolicy;
import io.fairlead.model.policy.AccessRule;
import io.fairlead.model.policy.Demand;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads an AuthorizationPolicy. */
final class AuthorizationPolicyReader {

  private static final String DRY_RUN = "istio.io/dry-run";

  private static final String NO_TOKENS =
      "is about tokens, which nobody checks yet as RequestAuthentication is not translated: leave"
          + " it out";

  private static final TranslatedFields FIELDS =
      TranslatedFields.of(
              "selector.matchLabels",
              "action",
              "rules.from.source.principals",
              "rules.from.source.notPrincipals",
              "rules.from.source.namespaces",
              "rules.from.source.notNamespaces",
              "rules.from.source.serviceAccounts",
              "rules.from.source.notServiceAccounts",
              "rules.from.source.trustDomains",
              "rules.from.source.notTrustDomains",
              "rules.from.source.ipBlocks",
              "rules.from.source.notIpBlocks",
              "rules.from.source.remoteIpBlocks",
              "rules.from.source.notRemoteIpBlocks",
              "rules.to.operation.hosts",
              "rules.to.operation.notHosts",
              "rules.to.operation.ports",
              "rules.to.operation.notPorts",
              "rules.to.operation.methods",
              "rules.to.operation.notMethods",
              "rules.to.operation.paths",
              "rules.to.operation.notPaths",
              "rules.when.key",
              "rules.when.values",
              "rules.when.notValues")
          .refusing("rules.from.source.requestPrincipals", NO_TOKENS)
          .refusing("rules.from.source.notRequestPrincipals", NO_TOKENS)
          .refusing("targetRef", "names a gateway of Kubernetes or a waypoint: use a selector")
          .refusing("targetRefs", "names gateways of Kubernetes or waypoints: use a selector")
          .refusing(
              "provider",
              "goes with CUSTOM, which is not translated yet: nobody would be asked, so use ALLOW or DENY");

  private AuthorizationPolicyReader() {}

  static Optional<Declaration> read(
      IstioResource resource, AuthorizationPolicy policy, Findings findings) {
    FIELDS.refuseOthers(policy, findings);
    new AuthorizationPolicyRules(policy, findings).check();
    Optional<AccessPolicy.Action> action = action(policy.getAction(), findings);
    refuseTokens(policy, findings);
    boolean isDryRun =
        Boolean.parseBoolean(resource.metadata().annotations().getOrDefault(DRY_RUN, "false"));
    if (findings.hasErrors() || action.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Declaration.Access(
            new AccessPolicy(
                resource.name(),
                new Labels(policy.getSelector().getMatchLabelsMap()),
                action.get(),
                isDryRun,
                policy.getRulesList().stream()
                    .map(rule -> rule(rule, resource.name().namespace()))
                    .toList())));
  }

  private static Optional<AccessPolicy.Action> action(Action action, Findings findings) {
    return switch (action) {
      case ALLOW -> Optional.of(AccessPolicy.Action.ALLOW);
      case DENY -> Optional.of(AccessPolicy.Action.DENY);
      case AUDIT -> {
        findings.warning("spec.action", "AUDIT marks requests for a log that nobody writes yet");
        yield Optional.of(AccessPolicy.Action.AUDIT);
      }
      // Either the provider is missing, or it is refused.
      case CUSTOM -> Optional.empty();
      case UNRECOGNIZED -> Optional.empty();
    };
  }

  private static void refuseTokens(AuthorizationPolicy policy, Findings findings) {
    for (int i = 0; i < policy.getRulesCount(); i++) {
      Rule rule = policy.getRules(i);
      for (int j = 0; j < rule.getWhenCount(); j++) {
        String path = "spec.rules[" + i + "].when[" + j + "].key";
        AccessConditions.refuse(rule.getWhen(j).getKey())
            .ifPresent(reason -> findings.error(ProblemCode.NOT_TRANSLATED, path, reason));
      }
    }
  }

  private static AccessRule rule(Rule rule, String namespace) {
    List<List<Demand>> sources =
        rule.getFromList().stream()
            .map(from -> AccessSources.demands(from.getSource(), namespace))
            .toList();
    List<List<Demand>> operations =
        rule.getToList().stream().map(to -> AccessOperations.demands(to.getOperation())).toList();
    Stream<Demand> conditions =
        rule.getWhenList().stream()
            .flatMap(condition -> AccessConditions.demands(condition, namespace));
    return new AccessRule(sources, operations, conditions.toList());
  }
}
