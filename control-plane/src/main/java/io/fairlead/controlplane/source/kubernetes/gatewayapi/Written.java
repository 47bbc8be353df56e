package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import com.google.protobuf.Message;
import io.fairlead.api.istio.networking.v1alpha3.Gateway;
import io.fairlead.api.istio.networking.v1alpha3.Server;
import io.fairlead.api.istio.networking.v1alpha3.VirtualService;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Kinds;
import io.fairlead.istioconfig.Metadata;
import io.fairlead.model.ResourceName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Resources of Istio's language that nobody wrote. */
final class Written {

  private Written() {}

  static IstioResource resource(String kind, ResourceName name, Message spec) {
    return new IstioResource(Kinds.named(kind).orElseThrow(), name, Metadata.NONE, spec);
  }

  /** A Gateway that may name the credentials of other namespaces that it names. */
  static IstioResource gateway(ResourceName name, Gateway spec) {
    Set<ResourceName> foreign =
        credentials(name.namespace(), spec).stream()
            .filter(credential -> !credential.namespace().equals(name.namespace()))
            .collect(Collectors.toSet());
    return new IstioResource(
        Kinds.named("Gateway").orElseThrow(), name, Metadata.granting(foreign), spec);
  }

  /**
   * All that it names.
   *
   * @param own its namespace, of those that are named without one
   */
  static List<ResourceName> credentials(String own, Gateway spec) {
    return spec.getServersList().stream()
        .map(Server::getTls)
        .flatMap(
            tls ->
                Stream.concat(
                    Stream.of(tls.getCredentialName()), tls.getCredentialNamesList().stream()))
        .filter(credential -> !credential.isEmpty())
        .map(
            credential ->
                credential.contains("/")
                    ? ResourceName.parse(credential)
                    : new ResourceName(own, credential))
        .toList();
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
