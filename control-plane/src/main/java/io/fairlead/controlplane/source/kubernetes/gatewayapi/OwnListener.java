package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import io.fairlead.api.istio.networking.v1alpha3.Gateway;
import java.util.List;
import java.util.Optional;

/**
 * A listener of a Gateway of ours, read.
 *
 * @param server what it is in Istio's language; nothing where it cannot be served
 */
record OwnListener(BoundListener bound, Optional<Gateway> server, List<Condition> conditions) {

  OwnListener {
    conditions = List.copyOf(conditions);
  }

  Status.OfListener status(int attachedRoutes) {
    return new Status.OfListener(
        Text.of(bound.listener().getName()),
        bound.kinds(),
        attachedRoutes,
        conditions,
        server
            .map(served -> Written.credentials(bound.gateway().name().namespace(), served))
            .orElse(List.of()));
  }
}
