package io.fairlead.translation.scope;

import io.fairlead.collections.Change;
import io.fairlead.collections.SharedMap;
import io.fairlead.model.ResourceName;
import io.fairlead.model.TrafficRules;
import io.fairlead.model.policy.Gateway;
import io.fairlead.model.policy.VirtualService;
import io.fairlead.model.service.ServiceHost;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The gateways that proxies of one scope serve, and the routes that are bound to them. Lives for
 * one step; many servers of a gateway ask for the same routes, which are decided once.
 */
public final class EdgeScope {

  private final Scope scope;
  private final List<Gateway> gateways;
  private final Map<ResourceName, List<EdgeRouting>> routings = new HashMap<>();

  private EdgeScope(Scope scope, List<Gateway> gateways) {
    this.scope = scope;
    this.gateways = List.copyOf(gateways);
  }

  public static EdgeScope of(Scope scope) {
    SharedMap<ResourceName, Gateway> declared = rules(scope).gateways();
    List<Gateway> gateways = new ArrayList<>();
    for (ResourceName name : scope.traits().selection().gateways()) {
      Gateway gateway = declared.get(name);
      if (gateway != null) {
        gateways.add(gateway);
      }
    }
    gateways.sort(Gateway.OLDEST_FIRST);
    return new EdgeScope(scope, gateways);
  }

  public Scope scope() {
    return scope;
  }

  private static TrafficRules rules(Scope scope) {
    return scope.mesh().state().rules();
  }

  /** What is listened for on one port. */
  public EdgePort port(int number) {
    return EdgePort.of(number, gateways);
  }

  /**
   * What the routes that are bound to {@code gateway} say, in the order in which they are asked.
   */
  public List<EdgeRouting> routings(ResourceName gateway) {
    return routings.computeIfAbsent(gateway, this::decided);
  }

  private List<EdgeRouting> decided(ResourceName gateway) {
    RouteDecision decision =
        new RouteDecision(
            scope.traits(),
            scope.services(),
            new RouteDecision.Audience.Clients(gateway),
            rules(scope).defaults().retries());
    String own = scope.traits().namespace();
    return rules(scope).virtualServicesOf(gateway).stream()
        .filter(routes -> routes.isVisibleIn(own))
        .sorted(VirtualService.preferredIn(own))
        .map(routes -> routing(decision, routes))
        .toList();
  }

  private static EdgeRouting routing(RouteDecision decision, VirtualService routes) {
    return new EdgeRouting(
        routes.name(),
        routes.hosts(),
        new Routing(List.of(decision.http(routes)), decision.tls(routes), decision.tcp(routes)));
  }

  /**
   * The ports on which something may be planned otherwise than before.
   *
   * @param recalled the hosts that are called otherwise
   */
  public Set<Integer> touchedSince(EdgeScope before, Set<ServiceHost> recalled) {
    Set<Integer> ports = new TreeSet<>();
    addOthers(ports, before.gateways, gateways);
    addOthers(ports, gateways, before.gateways);
    if (!scope.traits().selection().access().equals(before.scope.traits().selection().access())
        || !rules(scope).defaults().equals(rules(before.scope).defaults())) {
      ports.addAll(EdgePort.numbers(gateways));
    }
    for (VirtualService routes : changedSince(before, recalled)) {
      Stream.concat(gateways.stream(), before.gateways.stream())
          .filter(gateway -> routes.gateways().names().contains(gateway.name()))
          .forEach(gateway -> ports.addAll(EdgePort.numbers(List.of(gateway))));
    }
    return ports;
  }

  /** The ports at which what is passed on follows from what services there are. */
  public List<Integer> passingPorts() {
    return EastWest.ports(gateways);
  }

  private static void addOthers(Set<Integer> ports, List<Gateway> some, List<Gateway> others) {
    some.stream()
        .filter(gateway -> !others.contains(gateway))
        .forEach(gateway -> ports.addAll(EdgePort.numbers(List.of(gateway))));
  }

  private Collection<VirtualService> changedSince(EdgeScope before, Set<ServiceHost> recalled) {
    List<VirtualService> changed = new ArrayList<>();
    for (Change<ResourceName, VirtualService> change :
        SharedMap.changes(rules(before.scope).virtualServices(), rules(scope).virtualServices())) {
      Stream.ofNullable(change.before()).forEach(changed::add);
      Stream.ofNullable(change.after()).forEach(changed::add);
    }
    for (ServiceHost host : recalled) {
      changed.addAll(rules(scope).virtualServicesTo(host));
    }
    RuleChanges.otherCallers(before.scope.traits(), scope.traits())
        .forEach(labels -> changed.addAll(rules(scope).virtualServicesFor(labels)));
    return changed;
  }
}
