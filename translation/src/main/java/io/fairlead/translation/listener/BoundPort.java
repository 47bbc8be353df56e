package io.fairlead.translation.listener;

import io.fairlead.model.Problem;
import io.fairlead.translation.naming.ProxyPorts;
import io.fairlead.translation.scope.PortScope;
import io.fairlead.translation.scope.Unknown;
import java.util.ArrayList;
import java.util.List;

/**
 * The one listener of a port that is really bound: HTTP is told apart by host, TLS by server name.
 * Of other services only one can have the port, the first by host; the others are reported.
 */
final class BoundPort {

  private final PortScope scope;
  private final SharedPort shared;
  private final List<Problem> problems = new ArrayList<>();

  BoundPort(PortScope scope) {
    this.scope = scope;
    this.shared = new SharedPort(scope);
  }

  OutboundListeners plan(Bind bind) {
    int number = scope.number();
    if (ProxyPorts.isReserved(number) || (bind.isReal() && ProxyPorts.isPrivileged(number))) {
      scope
          .services()
          .forEach(called -> problems.add(Conflicts.reserved(called.callee(), called.port())));
      return new OutboundListeners(List.of(), problems);
    }
    for (PortScope.Called called : scope.services()) {
      if (!take(called)) {
        problems.add(Conflicts.taken(called.callee(), called.port()));
      }
    }
    return new OutboundListeners(List.of(shared.listener(bind, otherwise(bind))), problems);
  }

  /** What was sent to a bound listener was meant for it: letting it go on would lead back here. */
  private Outlet otherwise(Bind bind) {
    Unknown unknown = scope.around().unknown();
    return bind.isReal() && unknown.way() == Unknown.Way.LET_GO
        ? Outlet.NOWHERE
        : Outlet.of(unknown.cluster());
  }

  private boolean take(PortScope.Called called) {
    return switch (called.port().protocol()) {
      case HTTP, HTTP2, GRPC, GRPC_WEB -> true;
      case HTTPS, TLS, TCP, MONGO -> shared.take(Branches.of(called, false));
      case AUTO -> {
        // Only the first is reached by other bytes than HTTP; by HTTP all are.
        shared.take(Branches.of(called, false));
        yield true;
      }
    };
  }
}
