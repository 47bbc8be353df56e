package io.fairlead.translation.scope;

import io.fairlead.model.MeshState;
import io.fairlead.model.policy.CallPolicy;
import io.fairlead.model.policy.Calling;
import io.fairlead.model.policy.EgressScope;
import io.fairlead.model.policy.Ingress;
import io.fairlead.model.proxy.Proxy;
import io.fairlead.model.service.Service;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what a proxy may take up at its own applications: as much as callers of the service are
 * told, so that the one end does not refuse what the other allows; what its Sidecar says stands
 * instead. Rules for some callers only say nothing of the one who is called, as in Istio.
 */
record OwnLimits(CallRules rules, Ingress ingress) {

  static OwnLimits of(MeshState state, Proxy proxy, Optional<EgressScope> sidecar) {
    return new OwnLimits(
        new CallRules(state.rules(), state.settings().rootNamespace(), proxy.namespace()),
        sidecar.map(EgressScope::ingress).orElse(Ingress.OF_SERVICES));
  }

  /**
   * @param port where peers connect to
   * @param service what stands there, if anything does
   * @param called the port by which callers know it
   */
  InboundLimits at(int port, Optional<Service> service, int called) {
    CallPolicy policy =
        service.map(known -> rules.calling(known, Set.of())).orElse(Calling.NONE).at(called);
    return new InboundLimits(
        ingress.poolAt(port).or(policy.pool()).atApplication(), policy.extras().retries());
  }
}
