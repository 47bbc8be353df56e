package io.fairlead.translation.listener;

import io.fairlead.model.Problem;
import io.fairlead.model.service.ServicePort;
import io.fairlead.translation.encoding.ResourceInput;
import io.fairlead.translation.listener.PortListener.HttpUse;
import io.fairlead.translation.naming.ProxyPorts;
import io.fairlead.translation.naming.ResourceNames;
import io.fairlead.translation.scope.Destination;
import io.fairlead.translation.scope.HttpPorts;
import io.fairlead.translation.scope.ProxyTraits;
import io.fairlead.translation.scope.Scope;
import io.fairlead.translation.scope.VisibleService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Listeners for redirected traffic: declared HTTP shares a listener per port, everything else has
 * one per address. Services are taken in the order of their hosts; where two want the same address
 * and port, the first has it and the other is reported.
 */
final class RedirectedPorts {

  private final ProxyTraits traits;
  private final Map<Integer, SharedPort> shared = new TreeMap<>();
  private final Map<String, ResourceInput> byName = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  RedirectedPorts(ProxyTraits traits) {
    this.traits = traits;
  }

  OutboundListeners plan(Scope scope) {
    HttpPorts http = HttpPorts.of(scope, traits);
    for (int port : http.all()) {
      at(port).setHttp(http.detected().contains(port) ? HttpUse.DETECTED : HttpUse.DECLARED);
    }
    for (VisibleService service : scope.services()) {
      service.service().ports().forEach(port -> add(service, port));
    }
    List<ResourceInput> listeners = new ArrayList<>();
    listeners.add(new VirtualOutbound(traits.families()));
    shared.forEach(
        (port, found) ->
            listeners.add(
                found.listener(
                    Bind.everywhere(traits.families(), port, false),
                    ResourceNames.PASSTHROUGH_CLUSTER)));
    listeners.addAll(byName.values());
    return new OutboundListeners(listeners, problems);
  }

  private SharedPort at(int port) {
    return shared.computeIfAbsent(port, ignored -> new SharedPort());
  }

  private void add(VisibleService service, ServicePort port) {
    if (ProxyPorts.isReserved(port.number())) {
      problems.add(Conflicts.reserved(service, port));
      return;
    }
    if (port.protocol().isHttp()) {
      return;
    }
    for (Destination destination : service.destinations()) {
      if (!take(destination, port, target(service, port))) {
        problems.add(Conflicts.taken(service, port));
      }
    }
    if (service.destinations().isEmpty() && !takeUnaddressed(service, port)) {
      problems.add(Conflicts.taken(service, port));
    }
  }

  private static Target target(VisibleService service, ServicePort port) {
    return switch (port.protocol()) {
      case AUTO ->
          new Target.Detected(
              ResourceNames.hostAndPort(service.host(), port.number()), service.cluster(port));
      case HTTP, HTTP2, GRPC, GRPC_WEB, HTTPS, TLS, TCP, MONGO ->
          new Target.Tcp(service.cluster(port));
    };
  }

  private boolean take(Destination destination, ServicePort port, Target target) {
    return switch (destination) {
      case Destination.Ip(String address) -> {
        AddressListener listener = new AddressListener(address, port.number(), target);
        yield byName.putIfAbsent(listener.name(), listener) == null;
      }
      case Destination.Block block -> at(port.number()).take(block, target);
    };
  }

  /** Known by name only: TLS says the name, other bytes do not. */
  private boolean takeUnaddressed(VisibleService service, ServicePort port) {
    SharedPort found = at(port.number());
    return port.protocol().isOpaqueTls() && !service.host().value().equals("*")
        ? found.takeServerName(service.host().value(), service.cluster(port))
        : found.takeRest(service.cluster(port));
  }
}
