package io.fairlead.translation;

import io.fairlead.translation.Origin.Form;
import io.fairlead.translation.Origin.Kind;
import io.fairlead.translation.Origin.Made;
import io.fairlead.translation.listener.EdgeListeners;
import io.fairlead.translation.naming.ResourceNames;
import io.fairlead.translation.route.EdgeRoutes;
import io.fairlead.translation.scope.EdgePort;
import io.fairlead.translation.scope.EdgePort.EdgeServer;
import io.fairlead.translation.scope.EdgeRouting;
import io.fairlead.translation.scope.EdgeScope;
import io.fairlead.translation.scope.Routing;
import java.util.List;
import java.util.function.BiConsumer;

/** Which listeners and routes of gateways come of which Gateways, routes and policies. */
final class EdgeOrigins {

  private final Outbound outbound;
  private final EdgeScope scope;
  private final RouteOrigins virtualServices;
  private final BiConsumer<Origin, Made> found;

  EdgeOrigins(Outbound outbound, BiConsumer<Origin, Made> found) {
    this.outbound = outbound;
    this.scope = EdgeScope.of(outbound.scope());
    this.virtualServices =
        new RouteOrigins(outbound.scope().mesh().state().rules().declaredVirtualServices());
    this.found = found;
  }

  void walk() {
    for (int number : outbound.plans().keys()) {
      EdgePort port = scope.port(number);
      for (EdgePort.Address address : port.addresses()) {
        Made listener =
            new Made(Form.LISTENER, EdgeListeners.name(port, address, outbound.scope().traits()));
        if (outbound.resources().listeners().containsKey(listener.name())) {
          Origins.policies(outbound.scope().traits().selection().access())
              .forEach(policy -> found.accept(policy, listener));
          address.servers().forEach(server -> walk(server, address, listener));
        }
      }
    }
  }

  private void walk(EdgeServer server, EdgePort.Address address, Made listener) {
    int port = server.server().port().number();
    List<Made> routes = routes(server, address, port);
    Origin gateway = new Origin(Kind.GATEWAY, server.gateway());
    found.accept(gateway, listener);
    routes.forEach(made -> found.accept(gateway, made));
    for (EdgeRouting routing : scope.routings(server.gateway())) {
      if (!routing.hostsAt(server.server()).isEmpty()) {
        Routing told = routing.routing();
        if (!routes.isEmpty()) {
          if (!told.httpOn(port).isEmpty()) {
            virtualServices
                .ofRequests(routing.name())
                .forEach(origin -> routes.forEach(made -> found.accept(origin, made)));
          }
        } else if (!told.tlsOn(port).isEmpty() || !told.tcpOn(port).isEmpty()) {
          found.accept(RouteOrigins.ofConnections(routing.name()), listener);
        }
      }
    }
  }

  /** None where no requests are told apart. */
  private static List<Made> routes(EdgeServer server, EdgePort.Address address, int port) {
    return switch (address.kind()) {
      case HTTP -> List.of(new Made(Form.ROUTES, ResourceNames.edgeRoutes(port, address.bind())));
      case TLS ->
          EdgeRoutes.isTerminatedHttp(server)
              ? List.of(
                  new Made(
                      Form.ROUTES,
                      ResourceNames.edgeTlsRoutes(server.gateway(), server.server().port())))
              : List.of();
      case BYTES -> List.of();
    };
  }
}
