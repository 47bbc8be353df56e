package io.fairlead.model;

import io.fairlead.collections.SharedMap;
import io.fairlead.model.policy.DestinationRule;
import io.fairlead.model.policy.VirtualService;
import io.fairlead.model.service.ServiceHost;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The reverse indexes of {@link TrafficRules}: from a host or a label to what mentions it.
 *
 * @param rulesByPlace the rules for which it may matter where the caller is
 * @param rulesByCredential the rules that name what the control plane must hold
 */
record RuleIndexes(
    SharedMap<ResourceName, DestinationRule> rulesByPlace,
    SharedMap<ResourceName, DestinationRule> rulesByCredential,
    Index<ServiceHost, ResourceName> rulesByHost,
    Index<Labels, ResourceName> rulesByCaller,
    Index<ServiceHost, ResourceName> routesByHost,
    Index<ServiceHost, ResourceName> routesByDestination,
    Index<Labels, ResourceName> routesByCaller,
    Index<ResourceName, ResourceName> routesByGateway) {

  static final RuleIndexes EMPTY =
      new RuleIndexes(
          SharedMap.sorted(),
          SharedMap.sorted(),
          Index.empty(),
          Index.empty(),
          Index.empty(),
          Index.empty(),
          Index.empty(),
          Index.empty());

  /** The two are one rule, before and after a change. */
  RuleIndexes replacing(@Nullable DestinationRule before, @Nullable DestinationRule after) {
    return new RuleIndexes(
        rulesByPlace,
        rulesByCredential(before, after),
        moved(rulesByHost, before, after, DestinationRule::name, rule -> List.of(rule.host())),
        rulesByCaller(before, after),
        routesByHost,
        routesByDestination,
        routesByCaller,
        routesByGateway);
  }

  /** As for routes: a rule that is shown to others asks for the labels of others. */
  private Index<Labels, ResourceName> rulesByCaller(
      @Nullable DestinationRule before, @Nullable DestinationRule after) {
    return before == null || after == null || before.exportTo().equals(after.exportTo())
        ? moved(rulesByCaller, before, after, DestinationRule::name, RuleIndexes::callers)
        : rulesByCaller.minus(callers(before), before.name()).plus(callers(after), after.name());
  }

  private SharedMap<ResourceName, DestinationRule> rulesByCredential(
      @Nullable DestinationRule before, @Nullable DestinationRule after) {
    if (after != null && !after.calling().credentials().isEmpty()) {
      return rulesByCredential.plus(after.name(), after);
    }
    return before != null ? rulesByCredential.minus(before.name()) : rulesByCredential;
  }

  /** The same with other rules by place. */
  RuleIndexes withRulesByPlace(SharedMap<ResourceName, DestinationRule> next) {
    return new RuleIndexes(
        next,
        rulesByCredential,
        rulesByHost,
        rulesByCaller,
        routesByHost,
        routesByDestination,
        routesByCaller,
        routesByGateway);
  }

  private static List<Labels> callers(DestinationRule rule) {
    return rule.callers().isEmpty() ? List.of() : List.of(rule.callers());
  }

  /** The two are one declaration, before and after a change. */
  RuleIndexes replacing(@Nullable VirtualService before, @Nullable VirtualService after) {
    return new RuleIndexes(
        rulesByPlace,
        rulesByCredential,
        rulesByHost,
        rulesByCaller,
        moved(routesByHost, before, after, VirtualService::name, VirtualService::hosts),
        moved(
            routesByDestination, before, after, VirtualService::name, VirtualService::destinations),
        routesByCaller(before, after),
        moved(
            routesByGateway,
            before,
            after,
            VirtualService::name,
            routes -> routes.gateways().names()));
  }

  /** Who sees the routes says whose labels they ask for, so that a change of it must show. */
  private Index<Labels, ResourceName> routesByCaller(
      @Nullable VirtualService before, @Nullable VirtualService after) {
    return before == null || after == null || before.exportTo().equals(after.exportTo())
        ? moved(routesByCaller, before, after, VirtualService::name, VirtualService::callerLabels)
        : routesByCaller
            .minus(before.callerLabels(), before.name())
            .plus(after.callerLabels(), after.name());
  }

  /** An index whose keys do not change stays the object that it was. */
  private static <K extends Comparable<? super K>, R> Index<K, ResourceName> moved(
      Index<K, ResourceName> index,
      @Nullable R before,
      @Nullable R after,
      Function<R, ResourceName> name,
      Function<R, ? extends Collection<K>> keys) {
    Index<K, ResourceName> next = index;
    if (before != null) {
      if (after != null && keys.apply(before).equals(keys.apply(after))) {
        return index;
      }
      next = next.minus(keys.apply(before), name.apply(before));
    }
    return after == null ? next : next.plus(keys.apply(after), name.apply(after));
  }
}
