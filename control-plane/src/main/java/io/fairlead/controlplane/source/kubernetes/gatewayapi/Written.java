package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import com.google.protobuf.Message;
import io.fairlead.api.istio.networking.v1alpha3.VirtualService;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Kinds;
import io.fairlead.istioconfig.Metadata;
import io.fairlead.model.ResourceName;
import java.util.List;
import java.util.Optional;

/** Resources of Istio's language that nobody wrote. */
final class Written {

  private Written() {}

  static IstioResource resource(String kind, ResourceName name, Message spec) {
    return new IstioResource(Kinds.named(kind).orElseThrow(), name, Metadata.NONE, spec);
  }

  /** What the VirtualService of a place is called. */
  static ResourceName name(Place place) {
    return switch (place) {
      case Place.Host(ResourceName listener, String host) ->
          new ResourceName(listener.namespace(), listener.name() + "-" + host.replace("*", "any"));
      case Place.Audience(ResourceName service, String namespace) ->
          new ResourceName(namespace, "gateway-api-" + service.name() + "." + service.namespace());
    };
  }

  /**
   * Nothing where no route stands there, or its listener is not served.
   *
   * @param listener of a place that is one's host
   */
  static Optional<VirtualService> resource(
      Place place, List<BoundRoute> routes, Optional<BoundListener> listener, String domain) {
    if (routes.isEmpty()) {
      return Optional.empty();
    }
    return switch (place) {
      case Place.Host host -> listener.flatMap(own -> PlaceWriter.write(own, host, routes));
      case Place.Audience audience ->
          Optional.of(
              PlaceWriter.write(audience, Backends.host(audience.service(), domain), routes));
    };
  }
}
