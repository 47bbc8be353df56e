package io.fairlead.translation;

import io.fairlead.collections.SharedMap;
import io.fairlead.model.policy.VirtualService;
import io.fairlead.model.proxy.Interception;
import io.fairlead.model.service.Protocol;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.model.service.ServicePort;
import io.fairlead.translation.Origin.Form;
import io.fairlead.translation.Origin.Made;
import io.fairlead.translation.Outbound.PortPlan;
import io.fairlead.translation.listener.OutboundListeners;
import io.fairlead.translation.naming.ResourceNames;
import io.fairlead.translation.scope.Callee;
import io.fairlead.translation.scope.Destination;
import io.fairlead.translation.scope.PortPlace;
import io.fairlead.translation.scope.Routing;
import io.fairlead.translation.scope.SeenRules;
import io.fairlead.translation.scope.SeenRules.Steering;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Which listeners and routes of the ports that sidecars call come of which services and routes of
 * these. What services share comes of each of them.
 */
final class PortOrigins {

  private final Outbound outbound;
  private final SeenRules rules;
  private final BiConsumer<Origin, Made> found;
  private final RouteOrigins virtualServices;
  private final Map<ServiceHost, List<Steering>> steering = new HashMap<>();

  PortOrigins(Outbound outbound, BiConsumer<Origin, Made> found) {
    this.outbound = outbound;
    this.rules = outbound.scope().rules();
    this.virtualServices =
        new RouteOrigins(outbound.scope().mesh().state().rules().declaredVirtualServices());
    this.found = found;
  }

  /** The names that are there on one port, and who has its own listener already. */
  private static final class Names {
    final Set<String> shared = new HashSet<>();
    final Set<String> own = new HashSet<>();
    final Set<String> routes = new HashSet<>();

    Names(PortPlan plan) {
      plan.listeners()
          .forEach(
              listener ->
                  (OutboundListeners.isShared(listener) ? shared : own).add(listener.name()));
      plan.routes().forEach(route -> routes.add(route.name()));
    }
  }

  /** In the order of hosts, in which they are planned: who comes first has the address. */
  void walk(int number) {
    SharedMap<ServiceHost, Callee> callees = outbound.ports().get(number);
    PortPlan plan = outbound.plans().get(number);
    if (callees == null || plan == null) {
      return;
    }
    Names names = new Names(plan);
    for (Callee callee : callees.values()) {
      for (ServicePort port : callee.ports()) {
        if (port.number() == number) {
          walk(callee, port, names);
        }
      }
    }
  }

  private void walk(Callee callee, ServicePort port, Names names) {
    boolean isHttp = port.protocol().isHttp();
    List<Made> listeners = new ArrayList<>();
    for (String address : callee.addresses()) {
      String name = ResourceNames.listener(address, port.number());
      if (!isHttp && names.own.remove(name)) {
        listeners.add(new Made(Form.LISTENER, name));
      }
    }
    List<Made> routes = new ArrayList<>();
    if (isHttp || port.protocol() == Protocol.AUTO) {
      add(routes, ResourceNames.portRoutes(port.number()), names);
      add(routes, ResourceNames.hostAndPort(callee.host(), port.number()), names);
    }
    if (!routes.isEmpty() || isShared(callee, port.number())) {
      names.shared.forEach(name -> listeners.add(new Made(Form.LISTENER, name)));
    }
    Origins.service(callee.registry(), callee.resource())
        .forEach(
            service -> {
              listeners.forEach(made -> found.accept(service, made));
              routes.forEach(made -> found.accept(service, made));
            });
    for (Steering steering : steering(callee.host())) {
      Routing says = steering.says();
      if (!says.httpOn(port.number()).isEmpty()) {
        virtualServices
            .ofRequests(steering.routes())
            .forEach(origin -> routes.forEach(made -> found.accept(origin, made)));
      }
      boolean ofConnections =
          port.protocol().isOpaqueTls()
              ? !says.tlsOn(port.number()).isEmpty()
              : !isHttp && !says.tcpOn(port.number()).isEmpty();
      if (ofConnections) {
        Origin origin = RouteOrigins.ofConnections(steering.routes());
        listeners.forEach(made -> found.accept(origin, made));
      }
    }
  }

  /** Whether other bytes than HTTP for the service come in where those for others do. */
  private boolean isShared(Callee callee, int port) {
    boolean isAtAddresses =
        outbound.scope().traits().interception() instanceof Interception.Redirect
            && rules.place(port) instanceof PortPlace.AsHost;
    return !isAtAddresses
        || callee.destinations().isEmpty()
        || callee.destinations().stream().anyMatch(Destination.Block.class::isInstance);
  }

  private static void add(List<Made> routes, String name, Names names) {
    if (names.routes.contains(name)) {
      routes.add(new Made(Form.ROUTES, name));
    }
  }

  private List<Steering> steering(ServiceHost host) {
    return steering.computeIfAbsent(
        host, asked -> rules.steering(asked, outbound.scope().services()));
  }

  /** Hosts of routes that are no services. */
  void walkStrays() {
    outbound
        .strays()
        .forEach(
            (host, stray) -> {
              List<Origin> origins =
                  rules.routesForExactly(host).stream()
                      .filter(declared -> !declared.routes().http().isEmpty())
                      .map(VirtualService::name)
                      .flatMap(name -> virtualServices.ofRequests(name).stream())
                      .toList();
              for (int port : stray.ports()) {
                String name = ResourceNames.portRoutes(port);
                if (outbound.resources().routes().containsKey(name)) {
                  origins.forEach(origin -> found.accept(origin, new Made(Form.ROUTES, name)));
                }
              }
            });
  }
}
