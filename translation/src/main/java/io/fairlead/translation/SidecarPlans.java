package io.fairlead.translation;

import io.fairlead.collections.SharedMap;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.translation.Outbound.PortPlan;
import io.fairlead.translation.listener.OutboundListeners;
import io.fairlead.translation.route.OutboundRoutes;
import io.fairlead.translation.scope.Callee;
import io.fairlead.translation.scope.PortScope;
import io.fairlead.translation.scope.ProxyTraits;
import io.fairlead.translation.scope.SeenRules;

/**
 * Plans the ports that sidecars call.
 *
 * @param steering where what is called there goes, decided
 */
record SidecarPlans(Encoder encoder, ProxyTraits traits, SeenRules rules, Steering steering) {

  /** Nothing where no service has the port. */
  PortPlan plan(int port, SharedMap<ServiceHost, Callee> called) {
    if (called.isEmpty()) {
      return PortPlan.EMPTY;
    }
    PortScope services =
        PortScope.of(
                port, called.values(), steering.routings(), traits.interception(), around(port))
            .with(steering.strays());
    OutboundListeners planned = OutboundListeners.of(services, traits);
    return new PortPlan(
        planned.listeners(),
        OutboundRoutes.of(services, traits.interception()).stream().map(encoder::encode).toList(),
        planned.problems());
  }

  private PortScope.Around around(int port) {
    return new PortScope.Around(
        traits.namespace(),
        rules.place(port),
        rules.unknown(),
        rules.defaults().retries(),
        steering.hints());
  }
}
