package io.fairlead.translation;

import io.fairlead.collections.Change;
import io.fairlead.collections.SharedMap;
import io.fairlead.model.proxy.Interception;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.translation.cluster.OutboundClusters;
import io.fairlead.translation.dns.NameTables;
import io.fairlead.translation.encoding.ResourceInput;
import io.fairlead.translation.listener.OutboundListeners;
import io.fairlead.translation.scope.Callee;
import io.fairlead.translation.scope.EdgeScope;
import io.fairlead.translation.scope.RuleChanges;
import io.fairlead.translation.scope.Scope;
import io.fairlead.translation.scope.SeenRules;
import io.fairlead.translation.scope.VisibleService;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
  private final RuleChanges ruleChanges;
  private final CalledPorts called;
  private final Steering steering;
  private final ResourcesStep resources;
  private boolean isNamesTouched;
  private boolean isPassedOtherwise;

  OutboundStep(Encoder encoder, Outbound before, Scope scope) {
    this.encoder = encoder;
    this.before = before;
    this.scope = scope;
    this.oldCallers = Calls.Callers.of(before.scope());
    this.callers = Calls.Callers.of(scope);
    this.ruleChanges = RuleChanges.between(before.scope(), scope);
    this.called = new CalledPorts(before.ports(), callers.rules());
    this.steering = new Steering(before, callers, ruleChanges, called);
    this.resources = new ResourcesStep(encoder, before);
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
    nameAnew();
    return new Outbound(
        scope,
        called.ports(),
        steering.routings(),
        steering.hints(),
        steering.strays(),
        resources.plans(),
        resources.done());
  }

  /** What is there whatever the mesh holds. */
  OutboundStep fixed() {
    resources.clusters(List.of(), OutboundClusters.fixed(scope.traits().interception()));
    resources.listeners(List.of(), fixedListeners(callers.rules()));
    isNamesTouched = true;
    return this;
  }

  private List<ResourceInput> fixedListeners(SeenRules seen) {
    return OutboundListeners.fixed(scope.traits(), seen.unknown());
  }

  /** The services that did not change and may be called otherwise. */
  private Collection<ServiceHost> recalled() {
    return callers.joinNetworksAs(oldCallers)
        ? ruleChanges.called()
        : List.copyOf(scope.services().keys());
  }

  private void replace(@Nullable VisibleService old, @Nullable VisibleService now) {
    call(old, now);
    Callee oldCallee = old == null ? null : old.callee();
    Callee callee = now == null ? null : now.callee();
    if (callee == null ? oldCallee != null : !callee.equals(oldCallee)) {
      isNamesTouched = true;
      if (oldCallee != null) {
        steering.reroute(oldCallee);
        called.leave(oldCallee);
      }
      if (callee != null) {
        steering.reroute(callee);
        called.enter(callee);
      }
    }
  }

  /** The service is the same; another rule may say how it is called. */
  private void recall(ServiceHost host) {
    VisibleService service = scope.services().get(host);
    call(service, service);
  }

  private void call(@Nullable VisibleService old, @Nullable VisibleService now) {
    Calls oldCalls = Calls.of(oldCallers, old);
    Calls calls = Calls.of(callers, now);
    isPassedOtherwise |= !calls.passed().equals(oldCalls.passed());
    steering.hint(old, now, calls.hints());
    resources.calls(oldCalls, calls);
  }

  /** A Sidecar may show the same services on other ports, and treat what it hides otherwise. */
  private void divideAnew() {
    SeenRules oldRules = oldCallers.rules();
    SeenRules rules = callers.rules();
    if (rules.dividesPortsOtherwise(oldRules)) {
      called.divideAnew(scope);
    }
    if (ruleChanges.isEverything()) {
      called.touchAll();
    }
    if (!rules.unknown().equals(oldRules.unknown())) {
      called.touchAll();
      resources.listeners(fixedListeners(oldRules), fixedListeners(rules));
    }
  }

  private void planEdge() {
    EdgeScope edge = EdgeScope.of(scope);
    if (isPassedOtherwise) {
      edge.passingPorts().forEach(called::touch);
    }
    edge.touchedSince(EdgeScope.of(before.scope()), steering.rerouted()).forEach(called::touch);
    EdgePlans plans = new EdgePlans(encoder, edge, steering.hints());
    called.touched().forEach(port -> resources.port(port, plans.plan(port)));
  }

  private void planSidecars() {
    steering.decide();
    SidecarPlans plans = new SidecarPlans(encoder, scope.traits(), callers.rules(), steering);
    called.touched().forEach(port -> resources.port(port, plans.plan(port, called.at(port))));
  }

  private void nameAnew() {
    if (isNamesTouched) {
      List<Callee> callees = new ArrayList<>(scope.services().size());
      scope.services().values().forEach(service -> callees.add(service.callee()));
      resources.nameTable(encoder.encode(NameTables.of(callees, scope.traits().interception())));
    }
  }
}
