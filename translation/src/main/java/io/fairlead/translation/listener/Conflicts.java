package io.fairlead.translation.listener;

import io.fairlead.model.Problem;
import io.fairlead.model.service.ServicePort;
import io.fairlead.translation.scope.Callee;
import io.fairlead.translation.scope.Scope;

/** What is told of a service that cannot have the listener it asks for. */
final class Conflicts {

  private Conflicts() {}

  static Problem taken(Callee callee, ServicePort port) {
    return Scope.warning(
        callee.resource(),
        "spec.ports",
        "port "
            + port.number()
            + " of '"
            + callee.host()
            + "' is shared with another service whose bytes cannot be told apart from its own; give"
            + " it an address of its own, another port, or a protocol that names its host");
  }

  static Problem reserved(Callee callee, ServicePort port) {
    return Scope.warning(
        callee.resource(),
        "spec.ports",
        "port "
            + port.number()
            + " of '"
            + callee.host()
            + "' cannot be called through the proxy: it is one of the proxy's own, or below 1024"
            + " where traffic is not captured; use another port");
  }
}
