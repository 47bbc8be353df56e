package io.fairlead.translation.listener;

import io.fairlead.model.Problem;
import io.fairlead.model.service.ServicePort;
import io.fairlead.translation.encoding.ResourceInput;
import io.fairlead.translation.listener.PortListener.HttpUse;
import io.fairlead.translation.naming.ProxyPorts;
import io.fairlead.translation.scope.HttpPorts;
import io.fairlead.translation.scope.ProxyTraits;
import io.fairlead.translation.scope.Scope;
import io.fairlead.translation.scope.VisibleService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Listeners that are really bound, one for each port: HTTP is told apart by host, TLS by server
 * name. Of other services only one can have a port, the first by host; the others are reported.
 */
final class BoundPorts {

  private final String address;
  private final Map<Integer, SharedPort> ports = new TreeMap<>();
  private final List<Problem> problems = new ArrayList<>();

  BoundPorts(String address) {
    this.address = address;
  }

  OutboundListeners plan(Scope scope, ProxyTraits traits) {
    HttpPorts http = HttpPorts.of(scope, traits);
    for (VisibleService service : scope.services()) {
      for (ServicePort port : service.service().ports()) {
        if (ProxyPorts.isReserved(port.number()) || ProxyPorts.isPrivileged(port.number())) {
          problems.add(Conflicts.reserved(service, port));
        } else {
          add(service, port, http);
        }
      }
    }
    List<ResourceInput> listeners = new ArrayList<>();
    ports.forEach(
        (port, shared) -> listeners.add(shared.listener(Bind.at(address, port, true), "")));
    return new OutboundListeners(listeners, problems);
  }

  private void add(VisibleService service, ServicePort port, HttpPorts http) {
    SharedPort shared = ports.computeIfAbsent(port.number(), ignored -> new SharedPort());
    if (http.all().contains(port.number())) {
      shared.setHttp(http.detected().contains(port.number()) ? HttpUse.DETECTED : HttpUse.DECLARED);
    }
    boolean isTaken =
        switch (port.protocol()) {
          case HTTP, HTTP2, GRPC, GRPC_WEB -> true;
          case HTTPS, TLS -> takeTls(shared, service, port);
          case TCP, MONGO -> shared.takeRest(service.cluster(port));
          case AUTO -> {
            // Only the first is reached by other bytes than HTTP; by HTTP all are.
            shared.takeRest(service.cluster(port));
            yield true;
          }
        };
    if (!isTaken) {
      problems.add(Conflicts.taken(service, port));
    }
  }

  private static boolean takeTls(SharedPort shared, VisibleService service, ServicePort port) {
    return service.host().value().equals("*")
        ? shared.takeRest(service.cluster(port))
        : shared.takeServerName(service.host().value(), service.cluster(port));
  }
}
