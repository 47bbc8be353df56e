package io.fairlead.model;

import io.fairlead.collections.SharedMap;
import io.fairlead.model.policy.DestinationRule;
import io.fairlead.model.policy.EgressScope;
import io.fairlead.model.policy.Gateway;
import io.fairlead.model.policy.MeshDefaults;
import io.fairlead.model.policy.VirtualService;
import io.fairlead.model.service.ServiceHost;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What people declared of the traffic between workloads: who sees what, how it is called, and where
 * requests go. Kept with the indexes by which a host or a label leads to the rules that mention it.
 *
 * @param virtualServices those with hosts, each with the routes that others say for it
 */
public record TrafficRules(
    SharedMap<ResourceName, EgressScope> egressScopes,
    SharedMap<ResourceName, DestinationRule> destinationRules,
    SharedMap<ResourceName, VirtualService> virtualServices,
    SharedMap<ResourceName, Gateway> gateways,
    JoinedNetworks networks,
    DeclaredDefaults declaredDefaults,
    DeclaredRoutes declaredRoutes,
    RuleIndexes indexes) {

  public static final TrafficRules NONE =
      new TrafficRules(
          SharedMap.sorted(),
          SharedMap.sorted(),
          SharedMap.sorted(),
          SharedMap.sorted(),
          JoinedNetworks.NONE,
          DeclaredDefaults.NONE,
          DeclaredRoutes.NONE,
          RuleIndexes.EMPTY);

  /** What holds where nothing more exact is said. */
  public MeshDefaults defaults() {
    return declaredDefaults.current();
  }

  /** The same as it was declared, by name. */
  public SharedMap<ResourceName, MeshDefaults> defaultsByName() {
    return declaredDefaults.byName();
  }

  /** The scopes of one namespace, ordered by name. */
  public List<EgressScope> egressScopes(String namespace) {
    List<EgressScope> found = new ArrayList<>();
    for (EgressScope scope : egressScopes.valuesFrom(new ResourceName(namespace, "\0"))) {
      if (!scope.name().namespace().equals(namespace)) {
        break;
      }
      found.add(scope);
    }
    return found;
  }

  /** The rules for exactly this host, which may be a wildcard. */
  public List<DestinationRule> destinationRules(ServiceHost host) {
    return all(destinationRules, indexes.rulesByHost().at(host));
  }

  /** The VirtualServices as they were declared, delegates and those that lead to them included. */
  public SharedMap<ResourceName, VirtualService> declaredVirtualServices() {
    return declaredRoutes.all();
  }

  /** The routes for exactly this host, which may be a wildcard. */
  public List<VirtualService> virtualServices(ServiceHost host) {
    return all(virtualServices, indexes.routesByHost().at(host));
  }

  /** The routes that lead to a host. */
  public List<VirtualService> virtualServicesTo(ServiceHost destination) {
    return all(virtualServices, indexes.routesByDestination().at(destination));
  }

  /** The routes that are bound to a gateway. */
  public List<VirtualService> virtualServicesOf(ResourceName gateway) {
    return all(virtualServices, indexes.routesByGateway().at(gateway));
  }

  /** The rules that ask for exactly these labels. */
  public List<DestinationRule> destinationRulesFor(Labels callers) {
    return all(destinationRules, indexes.rulesByCaller().at(callers));
  }

  /** The routes of which some match asks for exactly these labels. */
  public List<VirtualService> virtualServicesFor(Labels callers) {
    return all(virtualServices, indexes.routesByCaller().at(callers));
  }

  /** The rules for which it may matter where the caller is. */
  public Collection<DestinationRule> rulesByPlace() {
    return indexes.rulesByPlace().values();
  }

  /** The rules that name what the control plane must hold. */
  public SharedMap<ResourceName, DestinationRule> rulesByCredential() {
    return indexes.rulesByCredential();
  }

  /** The distinct sets of labels that rules ask callers for. */
  public Collection<Labels> ruleCallers() {
    return indexes.rulesByCaller().entries().keys();
  }

  /** The distinct sets of labels that routes ask callers for. */
  public Collection<Labels> routeCallers() {
    return indexes.routesByCaller().entries().keys();
  }

  /** Whether the place of any caller may matter. */
  public boolean asksForPlace() {
    return !indexes.rulesByPlace().isEmpty()
        || defaults().calls().asksForPlace()
        || !networks.isEmpty()
        || gateways.values().stream().anyMatch(Gateway::joinsNetworks);
  }

  /** Whether every caller is told apart as it is by {@code other}. */
  @SuppressWarnings("ReferenceEquality") // What did not change is the same object.
  public boolean tellsCallersApartAs(TrafficRules other) {
    return egressScopes == other.egressScopes
        && indexes.rulesByPlace() == other.indexes.rulesByPlace()
        && gateways == other.gateways
        && networks.declared() == other.networks.declared()
        && declaredDefaults == other.declaredDefaults
        && indexes.rulesByCaller().entries() == other.indexes.rulesByCaller().entries()
        && indexes.routesByCaller().entries() == other.indexes.routesByCaller().entries();
  }

  TrafficRules with(EgressScope scope) {
    return scope.equals(egressScopes.get(scope.name()))
        ? this
        : withScopes(egressScopes.plus(scope.name(), scope));
  }

  TrafficRules withoutEgressScope(ResourceName name) {
    return egressScopes.containsKey(name) ? withScopes(egressScopes.minus(name)) : this;
  }

  private TrafficRules withScopes(SharedMap<ResourceName, EgressScope> next) {
    return new TrafficRules(
        next,
        destinationRules,
        virtualServices,
        gateways,
        networks,
        declaredDefaults,
        declaredRoutes,
        indexes);
  }

  TrafficRules with(Gateway gateway) {
    return gateway.equals(gateways.get(gateway.name()))
        ? this
        : withGateways(gateways.plus(gateway.name(), gateway));
  }

  TrafficRules withoutGateway(ResourceName name) {
    return gateways.containsKey(name) ? withGateways(gateways.minus(name)) : this;
  }

  private TrafficRules withGateways(SharedMap<ResourceName, Gateway> next) {
    return new TrafficRules(
        egressScopes,
        destinationRules,
        virtualServices,
        next,
        networks,
        declaredDefaults,
        declaredRoutes,
        indexes);
  }

  @SuppressWarnings("ReferenceEquality") // What did not change is the same object.
  TrafficRules with(JoinedNetworks next) {
    return next == networks
        ? this
        : new TrafficRules(
            egressScopes,
            destinationRules,
            virtualServices,
            gateways,
            next,
            declaredDefaults,
            declaredRoutes,
            indexes);
  }

  TrafficRules with(ResourceName name, MeshDefaults defaults) {
    return withDefaults(declaredDefaults.with(name, defaults));
  }

  TrafficRules withoutDefaults(ResourceName name) {
    return withDefaults(declaredDefaults.without(name));
  }

  @SuppressWarnings("ReferenceEquality") // What did not change is the same object.
  private TrafficRules withDefaults(DeclaredDefaults next) {
    return next == declaredDefaults
        ? this
        : new TrafficRules(
            egressScopes,
            destinationRules,
            virtualServices,
            gateways,
            networks,
            next,
            declaredRoutes,
            indexes);
  }

  TrafficRules with(DestinationRule rule) {
    DestinationRule before = destinationRules.get(rule.name());
    return rule.equals(before)
        ? this
        : withRules(destinationRules.plus(rule.name(), rule), before, rule);
  }

  TrafficRules withoutDestinationRule(ResourceName name) {
    DestinationRule before = destinationRules.get(name);
    return before == null ? this : withRules(destinationRules.minus(name), before, null);
  }

  private TrafficRules withRules(
      SharedMap<ResourceName, DestinationRule> next,
      @Nullable DestinationRule before,
      @Nullable DestinationRule after) {
    RuleIndexes moved = indexes.replacing(before, after);
    return new TrafficRules(
        egressScopes,
        next,
        virtualServices,
        gateways,
        networks,
        declaredDefaults,
        declaredRoutes,
        moved.withRulesByPlace(
            new RulesByPlace(next, moved.rulesByHost())
                .after(indexes.rulesByPlace(), before, after)));
  }

  TrafficRules with(VirtualService routes) {
    return declaredRoutes.get(routes.name()).filter(routes::equals).isPresent()
        ? this
        : declaring(declaredRoutes.with(routes), routes.name());
  }

  TrafficRules withoutVirtualService(ResourceName name) {
    return declaredRoutes.get(name).isEmpty()
        ? this
        : declaring(declaredRoutes.without(name), name);
  }

  /** What leads to the changed declaration holds otherwise too. */
  private TrafficRules declaring(DeclaredRoutes next, ResourceName changed) {
    TrafficRules rules =
        new TrafficRules(
            egressScopes,
            destinationRules,
            virtualServices,
            gateways,
            networks,
            declaredDefaults,
            next,
            indexes);
    rules = rules.resolving(changed);
    for (ResourceName root : next.rootsOf(changed)) {
      rules = rules.resolving(root);
    }
    return rules;
  }

  private TrafficRules resolving(ResourceName name) {
    VirtualService before = virtualServices.get(name);
    VirtualService after = declaredRoutes.resolved(name).orElse(null);
    if (Objects.equals(before, after)) {
      return this;
    }
    return new TrafficRules(
        egressScopes,
        destinationRules,
        after == null ? virtualServices.minus(name) : virtualServices.plus(name, after),
        gateways,
        networks,
        declaredDefaults,
        declaredRoutes,
        indexes.replacing(before, after));
  }

  private static <V> List<V> all(SharedMap<ResourceName, V> map, Collection<ResourceName> names) {
    List<V> found = new ArrayList<>(names.size());
    for (ResourceName name : names) {
      V value = map.get(name);
      if (value == null) {
        throw new IllegalStateException("an index names " + name + ", which does not exist");
      }
      found.add(value);
    }
    return found;
  }
}
