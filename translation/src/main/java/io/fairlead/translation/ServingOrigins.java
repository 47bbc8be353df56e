package io.fairlead.translation;

import io.fairlead.model.MeshState;
import io.fairlead.model.policy.EgressScope;
import io.fairlead.model.policy.Ingress;
import io.fairlead.model.proxy.Proxy;
import io.fairlead.model.workload.Workload;
import io.fairlead.translation.Origin.Kind;
import io.fairlead.translation.scope.Selection.Subject;
import io.fairlead.translation.scope.Sidecars;
import io.fairlead.translation.security.Access;
import io.fairlead.translation.security.PeerModes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What says what one proxy serves, and to whom. */
final class ServingOrigins {

  private ServingOrigins() {}

  /**
   * What is served: by a Sidecar that says it, and by the group that gave its hosts their ports.
   */
  static List<Origin> of(MeshState mesh, Proxy proxy) {
    Optional<Origin> sidecar =
        Sidecars.of(mesh, Subject.of(proxy))
            .filter(scope -> !scope.ingress().equals(Ingress.OF_SERVICES))
            .map(EgressScope::name)
            .map(name -> new Origin(Kind.SIDECAR, name));
    return Stream.concat(sidecar.stream(), group(mesh, proxy).stream()).toList();
  }

  /** Who is let in, and by which transport. */
  static List<Origin> admitting(MeshState mesh, Proxy proxy) {
    return Stream.concat(
            Origins.policies(Access.of(mesh, proxy.namespace(), proxy.labels())),
            PeerModes.policies(mesh, proxy.namespace(), proxy.labels()).stream()
                .map(policy -> new Origin(Kind.PEER_AUTHENTICATION, policy.name())))
        .toList();
  }

  private static Optional<Origin> group(MeshState mesh, Proxy proxy) {
    return proxy.addresses().stream()
        .flatMap(address -> mesh.ownerOf(proxy.placement().network(), address).stream())
        .filter(Workload::hasJoined)
        .filter(host -> host.isNamedBy(proxy.identity()))
        .findFirst()
        .flatMap(EndpointOrigins::group);
  }
}
