package io.fairlead.translation.listener;

import io.fairlead.model.Problem;
import io.fairlead.model.service.ServicePort;
import io.fairlead.translation.encoding.ResourceInput;
import io.fairlead.translation.naming.ProxyPorts;
import io.fairlead.translation.naming.ResourceNames;
import io.fairlead.translation.scope.Callee;
import io.fairlead.translation.scope.Destination;
import io.fairlead.translation.scope.IpFamilies;
import io.fairlead.translation.scope.PortScope;
import io.fairlead.translation.scope.PortScope.Called;
import io.fairlead.translation.scope.SharedHttp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Listeners for redirected traffic to one port: declared HTTP shares a listener, everything else
 * has one per address. Services are taken in the order of their hosts; where two want the same
 * address, the first has it and the other is reported.
 */
final class RedirectedPort {

  private final PortScope scope;
  private final SharedPort shared;
  private final Map<String, ResourceInput> byName = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private boolean isShared;

  RedirectedPort(PortScope scope) {
    this.scope = scope;
    this.shared = new SharedPort(scope);
    this.isShared = scope.http() != SharedHttp.NONE;
  }

  OutboundListeners plan(IpFamilies families) {
    scope.services().forEach(this::add);
    List<ResourceInput> listeners = new ArrayList<>();
    if (isShared) {
      listeners.add(
          shared.listener(
              Bind.everywhere(families, scope.number(), false),
              Outlet.of(scope.around().unknown().cluster())));
    }
    listeners.addAll(byName.values());
    return new OutboundListeners(listeners, problems);
  }

  private void add(Called called) {
    Callee callee = called.callee();
    ServicePort port = called.port();
    if (ProxyPorts.isReserved(port.number())) {
      problems.add(Conflicts.reserved(callee, port));
      return;
    }
    if (port.protocol().isHttp()) {
      return;
    }
    for (Destination destination : callee.destinations()) {
      if (!take(destination, called)) {
        problems.add(Conflicts.taken(callee, port));
      }
    }
    if (callee.destinations().isEmpty()) {
      isShared = true;
      // Known by name only: TLS says the name, other bytes do not.
      if (!shared.take(Branches.of(called, false))) {
        problems.add(Conflicts.taken(callee, port));
      }
    }
  }

  private boolean take(Destination destination, Called called) {
    Target target = target(called);
    return switch (destination) {
      case Destination.Ip(String address) -> {
        AddressListener listener = new AddressListener(address, called.port().number(), target);
        yield byName.putIfAbsent(listener.name(), listener) == null;
      }
      case Destination.Block block -> {
        isShared = true;
        yield shared.take(block, target);
      }
    };
  }

  private static Target target(Called called) {
    Map<Condition, Outlet> branches = Branches.of(called, true);
    return switch (called.port().protocol()) {
      case AUTO ->
          new Target.Detected(
              new NamedRoutes(
                  ResourceNames.hostAndPort(called.callee().host(), called.port().number()),
                  called.limits()),
              branches);
      case HTTP, HTTP2, GRPC, GRPC_WEB, HTTPS, TLS, TCP, MONGO -> new Target.Tcp(branches);
    };
  }
}
