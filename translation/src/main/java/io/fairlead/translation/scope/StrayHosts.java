package io.fairlead.translation.scope;

import io.fairlead.model.policy.VirtualService;
import io.fairlead.model.service.Protocol;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.model.service.ServicePort;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Hosts that routes are for and that are no service. Requests for them are taken on the ports of
 * the services that the same routes are for, else on port 80, wherever HTTP is taken there at all.
 */
public final class StrayHosts {

  private static final int USUAL_PORT = 80;

  /** Where the requests for such a host go, and on which ports they are taken. */
  public record Stray(Routing routing, Set<Integer> ports) {
    public Stray {
      ports = Set.copyOf(ports);
    }
  }

  private StrayHosts() {}

  /** Empty for services, and where nobody says anything of requests for the host. */
  public static Optional<Stray> of(ServiceHost host, Scope scope, SeenRules rules) {
    if (isService(host, scope)) {
      return Optional.empty();
    }
    List<VirtualService> routes = rules.routesForExactly(host);
    Routing routing = rules.routing(routes, scope.services());
    return routing.http().isEmpty()
        ? Optional.empty()
        : Optional.of(new Stray(routing, ports(routes.getFirst(), scope)));
  }

  private static boolean isService(ServiceHost host, Scope scope) {
    return host.isWildcard()
        ? scope.services().keys().stream().anyMatch(host::covers)
        : scope.services().containsKey(host);
  }

  private static Set<Integer> ports(VirtualService routes, Scope scope) {
    Set<Integer> ports = new TreeSet<>();
    for (ServiceHost host : routes.hosts()) {
      if (host.isWildcard()) {
        scope.services().values().stream()
            .filter(service -> host.covers(service.host()))
            .forEach(service -> add(ports, service));
      } else {
        VisibleService service = scope.services().get(host);
        if (service != null) {
          add(ports, service);
        }
      }
    }
    return ports.isEmpty() ? Set.of(USUAL_PORT) : ports;
  }

  private static void add(Set<Integer> ports, VisibleService service) {
    for (ServicePort port : service.ports()) {
      if (port.protocol().isHttp() || port.protocol() == Protocol.AUTO) {
        ports.add(port.number());
      }
    }
  }
}
