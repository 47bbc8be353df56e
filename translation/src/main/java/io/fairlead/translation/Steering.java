package io.fairlead.translation;

import io.fairlead.collections.SharedMap;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.translation.scope.Callee;
import io.fairlead.translation.scope.HostHints;
import io.fairlead.translation.scope.Routing;
import io.fairlead.translation.scope.RuleChanges;
import io.fairlead.translation.scope.Scope;
import io.fairlead.translation.scope.SeenRules;
import io.fairlead.translation.scope.StrayHosts;
import io.fairlead.translation.scope.StrayHosts.Stray;
import io.fairlead.translation.scope.VisibleService;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where requests and connections for each host go, brought on from one state to the next: a host
 * that is steered otherwise touches the ports that it has. Lives for one step.
 */
final class Steering {

  private final Scope scope;
  private final SeenRules rules;
  private final RuleChanges changes;
  private final CalledPorts called;
  private final Set<ServiceHost> rerouted = new TreeSet<>();
  private final Set<ServiceHost> unplaced = new TreeSet<>();

  private SharedMap<ServiceHost, Routing> routings;
  private SharedMap<ServiceHost, HostHints> hints;
  private SharedMap<ServiceHost, Stray> strays;

  Steering(Outbound before, Calls.Callers callers, RuleChanges changes, CalledPorts called) {
    this.scope = callers.scope();
    this.rules = callers.rules();
    this.changes = changes;
    this.called = called;
    this.routings = before.routings();
    this.hints = before.hints();
    this.strays = before.strays();
  }

  SharedMap<ServiceHost, Routing> routings() {
    return routings;
  }

  SharedMap<ServiceHost, HostHints> hints() {
    return hints;
  }

  SharedMap<ServiceHost, Stray> strays() {
    return strays;
  }

  /** The hosts of which routes must be looked at again. */
  Set<ServiceHost> rerouted() {
    return rerouted;
  }

  /** The service came, went or is called otherwise: so are routes that lead to it. */
  void reroute(Callee callee) {
    rerouted.add(callee.host());
    rerouted.addAll(changes.routedTo(callee.host()));
    unplaced.addAll(changes.beside(callee.host()));
  }

  /** The routes to the host stand on the ports of all hosts that lead to it. */
  void hint(@Nullable VisibleService old, @Nullable VisibleService now, HostHints next) {
    VisibleService service = now == null ? old : now;
    if (service == null || next.equals(hints.getOrDefault(service.host(), HostHints.NONE))) {
      return;
    }
    ServiceHost host = service.host();
    hints = next.equals(HostHints.NONE) ? hints.minus(host) : hints.plus(host, next);
    rerouted.add(host);
    touch(now);
    changes.routedTo(host).forEach(from -> touch(scope.services().get(from)));
    for (Stray stray : changes.straysTo(host, strays)) {
      stray.ports().forEach(called::touch);
    }
  }

  /** Decides again, for sidecars, what may have changed. */
  void decide() {
    rerouted.addAll(changes.routed());
    rerouted.forEach(this::decide);
    unplaced.addAll(changes.told());
    unplaced.forEach(this::place);
  }

  private void decide(ServiceHost host) {
    VisibleService service = scope.services().get(host);
    Routing old = routings.getOrDefault(host, Routing.NONE);
    Routing now = service == null ? Routing.NONE : rules.routing(host, scope.services());
    if (!now.equals(old)) {
      touch(service);
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

  private void touch(@Nullable VisibleService service) {
    if (service != null) {
      service.ports().forEach(port -> called.touch(port.number()));
    }
  }
}
