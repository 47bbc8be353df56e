package io.fairlead.translation;

import io.fairlead.collections.Change;
import io.fairlead.collections.SharedMap;
import io.fairlead.model.proxy.Interception;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.translation.Outbound.PortPlan;
import io.fairlead.translation.Outbound.Resources;
import io.fairlead.translation.cluster.OutboundClusters;
import io.fairlead.translation.dns.NameTables;
import io.fairlead.translation.encoding.ResourceInput;
import io.fairlead.translation.listener.OutboundListeners;
import io.fairlead.translation.route.OutboundRoutes;
import io.fairlead.translation.scope.Callee;
import io.fairlead.translation.scope.EdgeScope;
import io.fairlead.translation.scope.HostHints;
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
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
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
  private final Calls.Callers oldCallers;
  private final Calls.Callers callers;
  private final SeenRules oldRules;
  private final SeenRules rules;
  private final RuleChanges ruleChanges;
  private final Set<ServiceHost> rerouted = new TreeSet<>();
  private final Set<ServiceHost> unplaced = new TreeSet<>();
  private final CalledPorts called;
  private final Replacing replacing;
  private boolean isNamesTouched;
  private boolean isPassedOtherwise;

  private SharedMap<ServiceHost, Routing> routings;
  private SharedMap<ServiceHost, HostHints> hints;
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
    this.oldCallers = Calls.Callers.of(before.scope());
    this.callers = Calls.Callers.of(scope);
    this.oldRules = oldCallers.rules();
    this.rules = callers.rules();
    this.ruleChanges = RuleChanges.between(before.scope(), scope);
    this.called = new CalledPorts(before.ports(), rules);
    this.replacing = new Replacing(encoder);
    this.routings = before.routings();
    this.hints = before.hints();
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
    recalled().stream().filter(host -> !replaced.contains(host)).forEach(this::recall);
    divideAnew();
    if (scope.traits().interception() instanceof Interception.Edge) {
      planEdge();
    } else {
      planSidecars();
    }
    return new Outbound(
        scope,
        called.ports(),
        routings,
        hints,
        strays,
        plans,
        new Resources(clusters, endpoints, listeners, routes, nameTable()));
  }

  /** The services that did not change and may be called otherwise. */
  private Collection<ServiceHost> recalled() {
    return callers.joinNetworksAs(oldCallers)
        ? ruleChanges.called()
        : List.copyOf(scope.services().keys());
  }

  private void planEdge() {
    EdgeScope edge = EdgeScope.of(scope);
    if (isPassedOtherwise) {
      edge.passingPorts().forEach(called::touch);
    }
    edge.touchedSince(EdgeScope.of(before.scope()), rerouted).forEach(called::touch);
    EdgePlans edgePlans = new EdgePlans(encoder, edge, hints);
    called.touched().forEach(port -> put(port, edgePlans.plan(port)));
  }

  private void planSidecars() {
    rerouted.addAll(ruleChanges.routed());
    rerouted.forEach(this::decide);
    unplaced.addAll(ruleChanges.told());
    unplaced.forEach(this::place);
    called.touched().forEach(port -> put(port, planned(port)));
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
    call(old, now);
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
    call(service, service);
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

  private void call(@Nullable VisibleService old, @Nullable VisibleService now) {
    Calls oldCalls = Calls.of(oldCallers, old);
    Calls calls = Calls.of(callers, now);
    isPassedOtherwise |= !calls.passed().equals(oldCalls.passed());
    hint(old, now, calls.hints());
    clusters = replacing.inputs(clusters, oldCalls.clusters(), calls.clusters());
    endpoints = replacing.inputs(endpoints, oldCalls.assignments(), calls.assignments());
  }

  /** The routes to the host stand on the ports of all hosts that lead to it. */
  private void hint(@Nullable VisibleService old, @Nullable VisibleService now, HostHints next) {
    VisibleService service = now == null ? old : now;
    if (service == null || next.equals(hints.getOrDefault(service.host(), HostHints.NONE))) {
      return;
    }
    ServiceHost host = service.host();
    hints = next.equals(HostHints.NONE) ? hints.minus(host) : hints.plus(host, next);
    rerouted.add(host);
    touch(now);
    ruleChanges.routedTo(host).forEach(from -> touch(scope.services().get(from)));
    for (Stray stray : ruleChanges.straysTo(host, strays)) {
      stray.ports().forEach(called::touch);
    }
  }

  private void touch(@Nullable VisibleService service) {
    if (service != null) {
      service.ports().forEach(port -> called.touch(port.number()));
    }
  }

  private void reroute(Callee callee) {
    rerouted.add(callee.host());
    rerouted.addAll(ruleChanges.routedTo(callee.host()));
    unplaced.addAll(ruleChanges.beside(callee.host()));
  }

  private void put(int port, PortPlan now) {
    PortPlan old = plans.getOrDefault(port, PortPlan.EMPTY);
    plans = now.equals(PortPlan.EMPTY) ? plans.minus(port) : plans.plus(port, now);
    listeners = replacing.inputs(listeners, old.listeners(), now.listeners());
    routes = Replacing.encoded(routes, old.routes(), now.routes());
  }

  private PortPlan planned(int port) {
    if (called.at(port).isEmpty()) {
      return PortPlan.EMPTY;
    }
    ProxyTraits traits = scope.traits();
    PortScope services =
        PortScope.of(
                port,
                called.at(port).values(),
                routings,
                traits.interception(),
                new PortScope.Around(traits.namespace(), rules.place(port), rules.unknown(), hints))
            .with(strays);
    OutboundListeners planned = OutboundListeners.of(services, traits);
    return new PortPlan(
        planned.listeners(),
        OutboundRoutes.of(services, traits.interception()).stream().map(encoder::encode).toList(),
        planned.problems());
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
