package io.fairlead.translation;

import io.fairlead.collections.Change;
import io.fairlead.collections.SharedMap;
import io.fairlead.model.MeshSettings;
import io.fairlead.model.proxy.Interception;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.translation.Outbound.PortPlan;
import io.fairlead.translation.Outbound.Resources;
import io.fairlead.translation.cluster.OutboundClusters;
import io.fairlead.translation.dns.NameTables;
import io.fairlead.translation.encoding.ResourceInput;
import io.fairlead.translation.endpoint.Assignment;
import io.fairlead.translation.listener.OutboundListeners;
import io.fairlead.translation.route.OutboundRoutes;
import io.fairlead.translation.scope.Callee;
import io.fairlead.translation.scope.EdgeScope;
import io.fairlead.translation.scope.PortScope;
import io.fairlead.translation.scope.ProxyTraits;
import io.fairlead.translation.scope.Routing;
import io.fairlead.translation.scope.RuleChanges;
import io.fairlead.translation.scope.Scope;
import io.fairlead.translation.scope.SeenRules;
import io.fairlead.translation.scope.StrayHosts;
import io.fairlead.translation.scope.StrayHosts.Stray;
import io.fairlead.translation.scope.VisibleService;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One step from an {@link Outbound} to the next. A service whose endpoints alone changed touches
 * its own assignments; one that is called otherwise than before touches the ports it has or had; a
 * rule touches the clusters or ports of the hosts that it is about. Lives for one step; its fields
 * are the next value in the making.
 */
final class OutboundStep {

  private final Encoder encoder;
  private final Outbound before;
  private final Scope scope;
  private final SeenRules oldRules;
  private final SeenRules rules;
  private final RuleChanges ruleChanges;
  private final Set<ServiceHost> rerouted = new TreeSet<>();
  private final Set<ServiceHost> unplaced = new TreeSet<>();
  private final CalledPorts called;
  private final Replacing replacing;
  private boolean isNamesTouched;

  private SharedMap<ServiceHost, Routing> routings;
  private SharedMap<ServiceHost, Stray> strays;
  private SharedMap<Integer, PortPlan> plans;
  private SharedMap<String, EncodedResource> clusters;
  private SharedMap<String, EncodedResource> endpoints;
  private SharedMap<String, EncodedResource> listeners;
  private SharedMap<String, EncodedResource> routes;

  OutboundStep(Encoder encoder, Outbound before, Scope scope) {
    this.encoder = encoder;
    this.before = before;
    this.scope = scope;
    this.oldRules = before.scope().rules();
    this.rules = scope.rules();
    this.ruleChanges = RuleChanges.between(before.scope(), scope);
    this.called = new CalledPorts(before.ports(), rules);
    this.replacing = new Replacing(encoder);
    this.routings = before.routings();
    this.strays = before.strays();
    this.plans = before.plans();
    this.clusters = before.resources().clusters();
    this.endpoints = before.resources().endpoints();
    this.listeners = before.resources().listeners();
    this.routes = before.resources().routes();
  }

  Outbound run() {
    Set<ServiceHost> replaced = new HashSet<>();
    for (Change<ServiceHost, VisibleService> change :
        SharedMap.changes(before.scope().services(), scope.services())) {
      replace(change.before(), change.after());
      replaced.add(change.key());
    }
    for (ServiceHost host : ruleChanges.called()) {
      if (!replaced.contains(host)) {
        recall(host);
      }
    }
    divideAnew();
    if (isEdge()) {
      EdgeScope.of(scope)
          .touchedSince(EdgeScope.of(before.scope()), rerouted)
          .forEach(called::touch);
    } else {
      rerouted.addAll(ruleChanges.routed());
      rerouted.forEach(this::decide);
      unplaced.addAll(ruleChanges.told());
      unplaced.forEach(this::place);
    }
    called.touched().forEach(this::plan);
    return new Outbound(
        scope,
        called.ports(),
        routings,
        strays,
        plans,
        new Resources(clusters, endpoints, listeners, routes, nameTable()));
  }

  private boolean isEdge() {
    return scope.traits().interception() instanceof Interception.Edge;
  }

  /** What is there whatever the mesh holds. */
  OutboundStep fixed() {
    clusters =
        replacing.inputs(
            clusters, List.of(), OutboundClusters.fixed(scope.traits().interception()));
    listeners = replacing.inputs(listeners, List.of(), fixedListeners(rules));
    isNamesTouched = true;
    return this;
  }

  private List<ResourceInput> fixedListeners(SeenRules seen) {
    return OutboundListeners.fixed(scope.traits(), seen.unknown());
  }

  /** A Sidecar may show the same services on other ports, and treat what it hides otherwise. */
  private void divideAnew() {
    if (rules.dividesPortsOtherwise(oldRules)) {
      called.divideAnew(scope);
    }
    if (!rules.unknown().equals(oldRules.unknown())) {
      called.touchAll();
      listeners = replacing.inputs(listeners, fixedListeners(oldRules), fixedListeners(rules));
    }
  }

  private void replace(@Nullable VisibleService old, @Nullable VisibleService now) {
    clusters = replacing.inputs(clusters, clustersOf(oldRules, old), clustersOf(rules, now));
    endpoints = replacing.inputs(endpoints, endpointsOf(old), endpointsOf(now));
    Callee oldCallee = old == null ? null : old.callee();
    Callee callee = now == null ? null : now.callee();
    if (callee == null ? oldCallee != null : !callee.equals(oldCallee)) {
      isNamesTouched = true;
      if (oldCallee != null) {
        reroute(oldCallee);
        called.leave(oldCallee);
      }
      if (callee != null) {
        reroute(callee);
        called.enter(callee);
      }
    }
  }

  /** The service is the same; another rule may say how it is called. */
  private void recall(ServiceHost host) {
    VisibleService service = scope.services().get(host);
    clusters =
        replacing.inputs(clusters, clustersOf(oldRules, service), clustersOf(rules, service));
  }

  private void decide(ServiceHost host) {
    VisibleService service = scope.services().get(host);
    Routing old = routings.getOrDefault(host, Routing.NONE);
    Routing now = service == null ? Routing.NONE : rules.routing(host, scope.services());
    if (service != null && !now.equals(old)) {
      service.ports().forEach(port -> called.touch(port.number()));
    }
    if (now.isEmpty()) {
      routings = routings.minus(host);
    } else if (!now.equals(old)) {
      routings = routings.plus(host, now);
    }
  }

  /** A host of routes may have become a service, or no longer be one. */
  private void place(ServiceHost host) {
    Stray old = strays.get(host);
    Stray now = StrayHosts.of(host, scope, rules).orElse(null);
    if (Objects.equals(old, now)) {
      return;
    }
    if (old != null) {
      old.ports().forEach(called::touch);
    }
    if (now != null) {
      now.ports().forEach(called::touch);
    }
    strays = now == null ? strays.minus(host) : strays.plus(host, now);
  }

  private List<ResourceInput> clustersOf(SeenRules seen, @Nullable VisibleService service) {
    return service == null
        ? List.of()
        : OutboundClusters.of(
            service, scope.traits().families(), settings(), seen.policy(service.service()));
  }

  private List<ResourceInput> endpointsOf(@Nullable VisibleService service) {
    return service == null ? List.of() : Assignment.of(service, settings());
  }

  private MeshSettings settings() {
    return scope.mesh().state().settings();
  }

  private void reroute(Callee callee) {
    rerouted.add(callee.host());
    rerouted.addAll(ruleChanges.routedTo(callee.host()));
    unplaced.addAll(ruleChanges.beside(callee.host()));
  }

  private void plan(int port) {
    PortPlan old = plans.getOrDefault(port, PortPlan.EMPTY);
    Optional<PortPlan> planned =
        isEdge() ? new EdgePlans(encoder, EdgeScope.of(scope)).plan(port) : planned(port);
    PortPlan now = planned.orElse(PortPlan.EMPTY);
    plans = planned.isPresent() ? plans.plus(port, now) : plans.minus(port);
    listeners = replacing.inputs(listeners, old.listeners(), now.listeners());
    routes = Replacing.encoded(routes, old.routes(), now.routes());
  }

  private Optional<PortPlan> planned(int port) {
    if (called.at(port).isEmpty()) {
      return Optional.empty();
    }
    ProxyTraits traits = scope.traits();
    PortScope services =
        PortScope.of(
                port,
                called.at(port).values(),
                routings,
                traits.interception(),
                new PortScope.Around(rules.place(port), rules.unknown()))
            .with(strays);
    OutboundListeners planned = OutboundListeners.of(services, traits);
    return Optional.of(
        new PortPlan(
            planned.listeners(),
            OutboundRoutes.of(services, traits.interception()).stream()
                .map(encoder::encode)
                .toList(),
            planned.problems()));
  }

  private SharedMap<String, EncodedResource> nameTable() {
    if (!isNamesTouched) {
      return before.resources().nameTable();
    }
    List<Callee> callees = new ArrayList<>(scope.services().size());
    scope.services().values().forEach(service -> callees.add(service.callee()));
    EncodedResource table = encoder.encode(NameTables.of(callees, scope.traits().interception()));
    return Replacing.plus(before.resources().nameTable(), table);
  }
}
