package io.fairlead.translation.access;

import io.envoyproxy.envoy.config.rbac.v3.Permission;
import io.envoyproxy.envoy.config.rbac.v3.Policy;
import io.envoyproxy.envoy.config.rbac.v3.Principal;
import io.envoyproxy.envoy.config.rbac.v3.RBAC;
import io.fairlead.model.TrustDomains;
import io.fairlead.model.policy.AccessPolicy;
import io.fairlead.model.policy.AccessRule;
import io.fairlead.model.policy.Demand;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes policies of one action as Envoy reads them. Where nothing is known of requests, what is
 * asked of them cannot be decided: a rule that allows is left out, and of one that denies only the
 * rest counts, so that neither lets in more than was meant.
 */
record RuleWriter(TrustDomains trustDomains, boolean isHttp) {

  /** Nothing where there is no policy; a policy without rules still refuses what it must allow. */
  List<RBAC> of(RBAC.Action action, List<AccessPolicy> policies) {
    if (policies.isEmpty()) {
      return List.of();
    }
    RBAC.Builder written = RBAC.newBuilder().setAction(action);
    for (AccessPolicy policy : policies) {
      for (int i = 0; i < policy.rules().size(); i++) {
        AccessRule rule = policy.rules().get(i);
        if (isHttp || action == RBAC.Action.DENY || !asksOfHttp(rule)) {
          written.putPolicies(name(policy, i), policy(rule));
        }
      }
    }
    return List.of(written.build());
  }

  private static boolean asksOfHttp(AccessRule rule) {
    return rule.conditions().stream().anyMatch(Demand::isOfHttp)
        || asksOfHttp(rule.sources())
        || asksOfHttp(rule.operations());
  }

  private static boolean asksOfHttp(List<List<Demand>> alternatives) {
    return alternatives.stream().flatMap(List::stream).anyMatch(Demand::isOfHttp);
  }

  /** As Istio names them, for people who read statistics and logs. */
  private static String name(AccessPolicy policy, int rule) {
    return "ns[%s]-policy[%s]-rule[%d]"
        .formatted(policy.name().namespace(), policy.name().name(), rule);
  }

  private Policy policy(AccessRule rule) {
    List<Principal> principals = new ArrayList<>();
    List<Permission> permissions = new ArrayList<>();
    if (!rule.sources().isEmpty()) {
      principals.add(
          Matching.anyPrincipal(
              rule.sources().stream().map(this::known).map(this::principal).toList()));
    }
    if (!rule.operations().isEmpty()) {
      permissions.add(
          Matching.anyPermission(
              rule.operations().stream().map(this::known).map(this::permission).toList()));
    }
    for (Demand condition : known(rule.conditions())) {
      if (isOfCaller(condition)) {
        principals.add(principal(condition));
      } else {
        permissions.add(permission(condition));
      }
    }
    return Policy.newBuilder()
        .addPrincipals(Matching.allPrincipals(principals))
        .addPermissions(Matching.allPermissions(permissions))
        .build();
  }

  private List<Demand> known(List<Demand> demands) {
    return demands.stream().filter(demand -> isHttp || !demand.isOfHttp()).toList();
  }

  private static boolean isOfCaller(Demand demand) {
    return switch (demand) {
      case Demand.OfPort ignored -> false;
      case Demand.OfAddress address -> address.attribute() != Demand.AddressAttribute.DESTINATION;
      case Demand.OfText text ->
          switch (text.attribute()) {
            case Demand.TextAttribute.Peer ignored -> true;
            case Demand.TextAttribute.Header ignored -> true;
            case Demand.TextAttribute.ServerName ignored -> false;
            case Demand.TextAttribute.Host ignored -> false;
            case Demand.TextAttribute.Method ignored -> false;
            case Demand.TextAttribute.Path ignored -> false;
          };
    };
  }

  private Principal principal(List<Demand> demands) {
    return Matching.allPrincipals(demands.stream().map(this::principal).toList());
  }

  private Permission permission(List<Demand> demands) {
    return Matching.allPermissions(demands.stream().map(this::permission).toList());
  }

  private Principal principal(Demand demand) {
    Principal any = Matching.anyPrincipal(new Callers(trustDomains).of(demand));
    return demand.isExcluding() ? Principal.newBuilder().setNotId(any).build() : any;
  }

  private Permission permission(Demand demand) {
    Permission any = Matching.anyPermission(Targets.of(demand));
    return demand.isExcluding() ? Permission.newBuilder().setNotRule(any).build() : any;
  }
}
