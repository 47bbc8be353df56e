package io.fairlead.translation;

import io.fairlead.collections.Change;
import io.fairlead.collections.SharedMap;
import io.fairlead.model.MeshSettings;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.model.service.ServicePort;
import io.fairlead.translation.Outbound.PortPlan;
import io.fairlead.translation.Outbound.Resources;
import io.fairlead.translation.cluster.OutboundClusters;
import io.fairlead.translation.dns.NameTables;
import io.fairlead.translation.encoding.ResourceInput;
import io.fairlead.translation.endpoint.Assignment;
import io.fairlead.translation.listener.OutboundListeners;
import io.fairlead.translation.route.OutboundRoutes;
import io.fairlead.translation.scope.Callee;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
  private final SeenRules oldRules;
  private final SeenRules rules;
  private final RuleChanges ruleChanges;
  private final Set<ServiceHost> rerouted = new TreeSet<>();
  private final Set<ServiceHost> unplaced = new TreeSet<>();
  private final Set<Integer> touched = new TreeSet<>();
  private boolean isNamesTouched;

  private SharedMap<Integer, SharedMap<ServiceHost, Callee>> ports;
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
    this.ports = before.ports();
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
    rerouted.addAll(ruleChanges.routed());
    rerouted.forEach(this::decide);
    unplaced.addAll(ruleChanges.told());
    unplaced.forEach(this::place);
    touched.forEach(this::plan);
    return new Outbound(
        scope,
        ports,
        routings,
        strays,
        plans,
        new Resources(clusters, endpoints, listeners, routes, nameTable()));
  }

  /** What is there whatever the mesh holds. */
  OutboundStep fixed() {
    clusters = replaced(clusters, List.of(), OutboundClusters.fixed());
    listeners = replaced(listeners, List.of(), OutboundListeners.fixed(scope.traits()));
    isNamesTouched = true;
    return this;
  }

  private void replace(@Nullable VisibleService old, @Nullable VisibleService now) {
    clusters = replaced(clusters, clustersOf(oldRules, old), clustersOf(rules, now));
    endpoints = replaced(endpoints, endpointsOf(old), endpointsOf(now));
    Callee oldCallee = old == null ? null : old.callee();
    Callee callee = now == null ? null : now.callee();
    if (callee == null ? oldCallee != null : !callee.equals(oldCallee)) {
      isNamesTouched = true;
      leave(oldCallee);
      enter(callee);
    }
  }

  /** The service is the same; another rule may say how it is called. */
  private void recall(ServiceHost host) {
    VisibleService service = scope.services().get(host);
    clusters = replaced(clusters, clustersOf(oldRules, service), clustersOf(rules, service));
  }

  private void decide(ServiceHost host) {
    VisibleService service = scope.services().get(host);
    Routing old = routings.getOrDefault(host, Routing.NONE);
    Routing now = service == null ? Routing.NONE : rules.routing(host, scope.services());
    if (service != null && !now.equals(old)) {
      service.ports().forEach(port -> touched.add(port.number()));
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
      touched.addAll(old.ports());
    }
    if (now != null) {
      touched.addAll(now.ports());
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

  private void leave(@Nullable Callee callee) {
    if (callee != null) {
      reroute(callee);
      for (ServicePort port : callee.ports()) {
        SharedMap<ServiceHost, Callee> rest = callees(port.number()).minus(callee.host());
        ports = rest.isEmpty() ? ports.minus(port.number()) : ports.plus(port.number(), rest);
        touched.add(port.number());
      }
    }
  }

  private void enter(@Nullable Callee callee) {
    if (callee != null) {
      reroute(callee);
      for (ServicePort port : callee.ports()) {
        ports = ports.plus(port.number(), callees(port.number()).plus(callee.host(), callee));
        touched.add(port.number());
      }
    }
  }

  private void reroute(Callee callee) {
    rerouted.add(callee.host());
    rerouted.addAll(ruleChanges.routedTo(callee.host()));
    unplaced.addAll(ruleChanges.beside(callee.host()));
  }

  private SharedMap<ServiceHost, Callee> callees(int port) {
    SharedMap<ServiceHost, Callee> found = ports.get(port);
    return found == null ? SharedMap.sorted() : found;
  }

  private void plan(int port) {
    PortPlan old = plans.getOrDefault(port, PortPlan.EMPTY);
    PortPlan now = ports.containsKey(port) ? planned(port) : PortPlan.EMPTY;
    plans = ports.containsKey(port) ? plans.plus(port, now) : plans.minus(port);
    listeners = replaced(listeners, old.listeners(), now.listeners());
    routes = replacedRoutes(routes, old.routes(), now.routes());
  }

  private PortPlan planned(int port) {
    ProxyTraits traits = scope.traits();
    PortScope services =
        PortScope.of(port, callees(port).values(), routings, traits.interception()).with(strays);
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
    return plus(before.resources().nameTable(), table);
  }

  /** What is made from the input it was made from before is not looked at again. */
  private SharedMap<String, EncodedResource> replaced(
      SharedMap<String, EncodedResource> map,
      List<? extends ResourceInput> old,
      List<? extends ResourceInput> now) {
    Map<String, ResourceInput> gone = new HashMap<>();
    old.forEach(input -> gone.put(input.name(), input));
    SharedMap<String, EncodedResource> next = map;
    for (ResourceInput input : now) {
      if (!input.equals(gone.remove(input.name()))) {
        next = plus(next, encoder.encode(input));
      }
    }
    return next.minusAll(gone.keySet());
  }

  private static SharedMap<String, EncodedResource> replacedRoutes(
      SharedMap<String, EncodedResource> map,
      List<EncodedResource> old,
      List<EncodedResource> now) {
    Set<String> gone = new TreeSet<>();
    old.forEach(routes -> gone.add(routes.name()));
    SharedMap<String, EncodedResource> next = map;
    for (EncodedResource routes : now) {
      gone.remove(routes.name());
      next = plus(next, routes);
    }
    return next.minusAll(gone);
  }

  /** A resource of equal content stays the object that it was. */
  private static SharedMap<String, EncodedResource> plus(
      SharedMap<String, EncodedResource> map, EncodedResource resource) {
    return resource.equals(map.get(resource.name())) ? map : map.plus(resource.name(), resource);
  }
}
