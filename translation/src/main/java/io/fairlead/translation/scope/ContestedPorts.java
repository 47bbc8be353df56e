package io.fairlead.translation.scope;

import io.fairlead.model.Problem;
import io.fairlead.model.proxy.Interception;
import io.fairlead.model.proxy.Proxy;
import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServiceHost;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Services that a host cannot call because its proxy serves the host's own service on the very
 * port: where nothing is redirected, both would have to be bound to one address.
 */
public final class ContestedPorts {

  private ContestedPorts() {}

  /** Walks the whole mesh: it is asked for by people only. */
  public static List<Problem> of(Scope scope, Proxy proxy) {
    return switch (proxy.interception()) {
      case Interception.Redirect ignored -> List.of();
      case Interception.Edge ignored -> List.of();
      case Interception.Explicit ignored -> {
        Map<Integer, ServiceHost> served =
            OwnServices.of(scope.mesh().state(), proxy).ports().stream()
                .collect(Collectors.toMap(InboundPort::number, port -> port.service().host()));
        yield scope.services().values().stream()
            .map(VisibleService::service)
            .flatMap(
                service ->
                    service.ports().stream()
                        .filter(port -> isContested(service, served.get(port.number())))
                        .map(port -> problem(service, port.number(), proxy)))
            .toList();
      }
    };
  }

  private static boolean isContested(Service service, @Nullable ServiceHost server) {
    return server != null && !server.equals(service.host());
  }

  private static Problem problem(Service service, int port, Proxy proxy) {
    return Scope.warning(
        service.resource(),
        "spec.ports",
        "port "
            + port
            + " of '"
            + service.host()
            + "' cannot be called from "
            + proxy.id()
            + ", which serves a port of that number itself and does not capture traffic; capture"
            + " there, or use another port");
  }
}
