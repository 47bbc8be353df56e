package io.fairlead.translation;

import io.fairlead.collections.SharedMap;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.translation.Outbound.PortPlan;
import io.fairlead.translation.listener.EdgeListeners;
import io.fairlead.translation.route.EdgeRoutes;
import io.fairlead.translation.scope.EdgePort;
import io.fairlead.translation.scope.EdgeScope;
import io.fairlead.translation.scope.HostHints;

/**
 * Plans the ports of gateways.
 *
 * @param hints of the hosts of which there are any
 */
record EdgePlans(Encoder encoder, EdgeScope scope, SharedMap<ServiceHost, HostHints> hints) {

  /** Nothing where no gateway listens on the port. */
  PortPlan plan(int number) {
    EdgePort port = scope.port(number);
    if (port.addresses().isEmpty()) {
      return PortPlan.EMPTY;
    }
    EdgeListeners planned = EdgeListeners.of(port, scope, hints);
    return new PortPlan(
        planned.listeners(),
        EdgeRoutes.of(port, scope, hints).stream().map(encoder::encode).toList(),
        planned.problems());
  }
}
