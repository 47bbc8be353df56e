package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.TCPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.TLSRoute;
import io.fairlead.controlplane.source.ResourceId;
import java.util.List;
import java.util.Optional;

/** What routes of all kinds have in common. */
record Route(
    RouteTitle title, List<ParentReference> parents, List<String> hostnames, HasMetadata object) {

  Route {
    parents = List.copyOf(parents);
    hostnames = List.copyOf(hostnames);
  }

  /** Nothing where the object is no route, or says nothing. */
  static Optional<Route> of(HasMetadata object) {
    return switch (object) {
      case HTTPRoute http when http.getSpec() != null ->
          route(http, http.getSpec().getParentRefs(), http.getSpec().getHostnames());
      case GRPCRoute grpc when grpc.getSpec() != null ->
          route(grpc, grpc.getSpec().getParentRefs(), grpc.getSpec().getHostnames());
      case TLSRoute tls when tls.getSpec() != null ->
          route(tls, tls.getSpec().getParentRefs(), tls.getSpec().getHostnames());
      case TCPRoute tcp when tcp.getSpec() != null ->
          route(tcp, tcp.getSpec().getParentRefs(), List.of());
      default -> Optional.empty();
    };
  }

  private static Optional<Route> route(
      HasMetadata object, List<ParentReference> parents, List<String> hostnames) {
    return Optional.of(new Route(RouteTitle.of(object), parents, hostnames, object));
  }

  ResourceId id() {
    return new ResourceId(title.kind(), title.name());
  }

  /** Whether it routes requests, and not connections. */
  boolean isOfRequests() {
    return object instanceof HTTPRoute || object instanceof GRPCRoute;
  }
}
