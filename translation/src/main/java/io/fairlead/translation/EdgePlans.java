package io.fairlead.translation;

import io.fairlead.translation.Outbound.PortPlan;
import io.fairlead.translation.listener.EdgeListeners;
import io.fairlead.translation.route.EdgeRoutes;
import io.fairlead.translation.scope.EdgePort;
import io.fairlead.translation.scope.EdgeScope;
import java.util.Optional;

/** Plans the ports of gateways. */
record EdgePlans(Encoder encoder, EdgeScope scope) {

  /** Empty where no gateway listens on the port. */
  Optional<PortPlan> plan(int number) {
    EdgePort port = scope.port(number);
    if (port.addresses().isEmpty()) {
      return Optional.empty();
    }
    EdgeListeners planned = EdgeListeners.of(port, scope);
    return Optional.of(
        new PortPlan(
            planned.listeners(),
            EdgeRoutes.of(port, scope).stream().map(encoder::encode).toList(),
            planned.problems()));
  }
}
