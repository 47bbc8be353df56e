package io.fairlead.translation.scope;

import io.fairlead.collections.Change;
import io.fairlead.collections.SharedMap;
import io.fairlead.model.Labels;
import io.fairlead.model.ResourceName;
import io.fairlead.model.TrafficRules;
import io.fairlead.model.policy.DestinationRule;
import io.fairlead.model.policy.VirtualService;
import io.fairlead.model.service.ServiceHost;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that may be called or routed otherwise in one scope than in the one before, because
 * rules changed or others apply. Found at the cost of what changed; only wildcards and a change of
 * what is seen walk the hosts.
 */
public final class RuleChanges {

  private final Scope before;
  private final Scope after;
  private final TrafficRules rules;

  private RuleChanges(Scope before, Scope after) {
    this.before = before;
    this.after = after;
    this.rules = after.mesh().state().rules();
  }

  public static RuleChanges between(Scope before, Scope after) {
    return new RuleChanges(before, after);
  }

  /** Whether everything may be otherwise: something else holds where no rule says it. */
  public boolean isEverything() {
    return !rulesBefore().defaults().equals(rules.defaults());
  }

  /** The seen hosts for which another rule of calling may hold. */
  public Set<ServiceHost> called() {
    boolean isMovedWhereAllAsk =
        rules.defaults().calls().asksForPlace()
            && !before.traits().selection().vantage().equals(after.traits().selection().vantage());
    if (isEverything() || isMovedWhereAllAsk) {
      return new TreeSet<>(after.services().keys());
    }
    Set<ServiceHost> hosts = new TreeSet<>();
    for (Change<ResourceName, DestinationRule> change :
        SharedMap.changes(rulesBefore().destinationRules(), rules.destinationRules())) {
      add(hosts, change.before());
      add(hosts, change.after());
    }
    for (Labels labels : otherCallers()) {
      rules.destinationRulesFor(labels).forEach(rule -> add(hosts, rule));
    }
    if (!before.traits().selection().vantage().equals(after.traits().selection().vantage())) {
      rules.rulesByPlace().forEach(rule -> add(hosts, rule));
    }
    return seen(hosts);
  }

  /** The seen hosts for which other routes may hold. */
  public Set<ServiceHost> routed() {
    return seen(told());
  }

  /** The hosts of routes that changed or that others are meant by, services or not. */
  public Set<ServiceHost> told() {
    Set<ServiceHost> hosts = new TreeSet<>();
    for (Change<ResourceName, VirtualService> change : changedRoutes()) {
      add(hosts, change.before());
      add(hosts, change.after());
    }
    for (Labels labels : otherCallers()) {
      rules.virtualServicesFor(labels).forEach(routes -> add(hosts, routes));
    }
    if (isLimitedOtherwise() || isEverything()) {
      rules.virtualServices().values().forEach(routes -> add(hosts, routes));
    }
    return hosts;
  }

  /** The hosts of all routes that are for a service or lead to it: they may read its ports. */
  public Set<ServiceHost> beside(ServiceHost service) {
    Set<ServiceHost> hosts = new TreeSet<>();
    for (ServiceHost covering : service.coveredBy()) {
      rules.virtualServices(covering).forEach(routes -> add(hosts, routes));
    }
    rules.virtualServicesTo(service).forEach(routes -> add(hosts, routes));
    return hosts;
  }

  /** The seen hosts whose routes lead to a host: they may read its ports. */
  public Set<ServiceHost> routedTo(ServiceHost destination) {
    Set<ServiceHost> hosts = new TreeSet<>();
    rules.virtualServicesTo(destination).forEach(routes -> add(hosts, routes));
    return hosts.isEmpty() ? hosts : seen(hosts);
  }

  /** The hosts that are no services whose routes lead to a host. */
  public List<StrayHosts.Stray> straysTo(
      ServiceHost destination, SharedMap<ServiceHost, StrayHosts.Stray> strays) {
    return strays.isEmpty()
        ? List.of()
        : rules.virtualServicesTo(destination).stream()
            .flatMap(routes -> routes.hosts().stream())
            .flatMap(host -> Stream.ofNullable(strays.get(host)))
            .toList();
  }

  private TrafficRules rulesBefore() {
    return before.mesh().state().rules();
  }

  private Collection<Change<ResourceName, VirtualService>> changedRoutes() {
    return SharedMap.changes(rulesBefore().virtualServices(), rules.virtualServices());
  }

  private boolean isLimitedOtherwise() {
    return !before.rules().limit().equals(after.rules().limit());
  }

  private Set<Labels> otherCallers() {
    return otherCallers(before.traits(), after.traits());
  }

  /** The labels that one of the two has and the other has not, as far as rules ask for them. */
  static Set<Labels> otherCallers(ProxyTraits before, ProxyTraits after) {
    Set<Labels> old = before.selection().callers();
    Set<Labels> now = after.selection().callers();
    if (old.equals(now)) {
      return Set.of();
    }
    Set<Labels> other = new HashSet<>(old);
    other.addAll(now);
    other.removeIf(labels -> old.contains(labels) && now.contains(labels));
    return other;
  }

  private static void add(Set<ServiceHost> hosts, @Nullable DestinationRule rule) {
    if (rule != null) {
      hosts.add(rule.host());
    }
  }

  private static void add(Set<ServiceHost> hosts, @Nullable VirtualService routes) {
    if (routes != null) {
      hosts.addAll(routes.hosts());
    }
  }

  private Set<ServiceHost> seen(Set<ServiceHost> hosts) {
    Set<ServiceHost> seen = new TreeSet<>();
    for (ServiceHost host : hosts) {
      if (!host.isWildcard()) {
        if (after.services().containsKey(host)) {
          seen.add(host);
        }
        continue;
      }
      for (ServiceHost service : after.services().keys()) {
        if (host.covers(service)) {
          seen.add(service);
        }
      }
    }
    return seen;
  }
}
