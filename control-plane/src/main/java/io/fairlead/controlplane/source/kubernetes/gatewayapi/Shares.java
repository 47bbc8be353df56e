package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.BackendRef;
import io.fairlead.api.istio.networking.v1alpha3.RouteDestination;
import java.util.ArrayList;
import java.util.List;

/** Where the connections of a route go. */
record Shares(RouteTitle route, Backends backends) {

  List<RouteDestination> of(List<BackendRef> references) {
    List<RouteDestination> shares = new ArrayList<>();
    for (BackendRef to : references) {
      int weight = Text.or(to.getWeight(), 1);
      Backends.Reference reference =
          Backends.Reference.of(
              to.getGroup(), to.getKind(), to.getNamespace(), to.getName(), to.getPort(), route);
      if (weight > 0) {
        backends
            .destination(route, "spec.rules.backendRefs", reference)
            .ifPresent(
                destination ->
                    shares.add(
                        RouteDestination.newBuilder()
                            .setDestination(destination)
                            .setWeight(weight)
                            .build()));
      }
    }
    return shares;
  }
}
