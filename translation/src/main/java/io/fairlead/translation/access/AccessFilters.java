package io.fairlead.translation.access;

import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.rbac.v3.RBAC;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
import io.fairlead.model.policy.AccessPolicy;
import io.fairlead.translation.encoding.Deterministic;
import io.fairlead.translation.security.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The filters by which Envoy decides what is let in: first what is denied, then what is allowed.
 */
public final class AccessFilters {

  private static final String STATS = "tcp.";
  private static final String TRIED = "istio_dry_run_";

  private AccessFilters() {}

  /** For requests. */
  public static List<HttpFilter> requests(Access access) {
    return decisions(access, true).map(AccessFilters::ofRequests).toList();
  }

  /** For connections of which nothing within is known. */
  public static List<Filter> connections(Access access) {
    return decisions(access, false).map(AccessFilters::ofConnections).toList();
  }

  /**
   * @param enforced what decides, if anything does
   * @param tried what only counts what it would have decided
   */
  private record Decision(RBAC.Action action, List<RBAC> enforced, List<RBAC> tried) {}

  private static Stream<Decision> decisions(Access access, boolean isHttp) {
    RuleWriter rules = new RuleWriter(access.trustDomains(), isHttp);
    return Stream.of(
            decision(RBAC.Action.DENY, access.denying(), rules),
            decision(RBAC.Action.ALLOW, access.allowing(), rules))
        .filter(decision -> !decision.enforced.isEmpty() || !decision.tried.isEmpty());
  }

  private static Decision decision(
      RBAC.Action action, List<AccessPolicy> policies, RuleWriter rules) {
    List<AccessPolicy> enforced = new ArrayList<>();
    List<AccessPolicy> tried = new ArrayList<>();
    policies.forEach(policy -> (policy.isDryRun() ? tried : enforced).add(policy));
    return new Decision(action, rules.of(action, enforced), rules.of(action, tried));
  }

  private static HttpFilter ofRequests(Decision decision) {
    var config = io.envoyproxy.envoy.extensions.filters.http.rbac.v3.RBAC.newBuilder();
    decision.enforced.forEach(config::setRules);
    decision.tried.forEach(
        rules -> config.setShadowRules(rules).setShadowRulesStatPrefix(prefix(decision)));
    return HttpFilter.newBuilder()
        .setName("envoy.filters.http.rbac")
        .setTypedConfig(Deterministic.any(config.build()))
        .build();
  }

  private static Filter ofConnections(Decision decision) {
    var config = io.envoyproxy.envoy.extensions.filters.network.rbac.v3.RBAC.newBuilder();
    config.setStatPrefix(STATS);
    decision.enforced.forEach(config::setRules);
    decision.tried.forEach(
        rules -> config.setShadowRules(rules).setShadowRulesStatPrefix(prefix(decision)));
    return Filter.newBuilder()
        .setName("envoy.filters.network.rbac")
        .setTypedConfig(Deterministic.any(config.build()))
        .build();
  }

  private static String prefix(Decision decision) {
    return TRIED + (decision.action == RBAC.Action.DENY ? "deny_" : "allow_");
  }
}
