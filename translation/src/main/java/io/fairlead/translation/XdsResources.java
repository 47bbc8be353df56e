package io.fairlead.translation;

import java.util.List;

/** All resources of one proxy. */
public record XdsResources(
    List<EncodedResource> clusters,
    List<EncodedResource> endpoints,
    List<EncodedResource> listeners,
    List<EncodedResource> routes,
    EncodedResource nameTable) {

  public XdsResources {
    clusters = List.copyOf(clusters);
    endpoints = List.copyOf(endpoints);
    listeners = List.copyOf(listeners);
    routes = List.copyOf(routes);
  }
}
