package io.fairlead.translation;

import io.fairlead.model.Problem;
import java.util.List;

/**
 * All resources of one proxy.
 *
 * @param problems what could not be given to the proxy as it was declared, for the authors
 */
public record XdsResources(
    List<EncodedResource> clusters,
    List<EncodedResource> endpoints,
    List<EncodedResource> listeners,
    List<EncodedResource> routes,
    EncodedResource nameTable,
    List<Problem> problems) {

  public XdsResources {
    clusters = List.copyOf(clusters);
    endpoints = List.copyOf(endpoints);
    listeners = List.copyOf(listeners);
    routes = List.copyOf(routes);
    problems = List.copyOf(problems);
  }

  public XdsResources(
      List<EncodedResource> clusters,
      List<EncodedResource> endpoints,
      List<EncodedResource> listeners,
      List<EncodedResource> routes,
      EncodedResource nameTable) {
    this(clusters, endpoints, listeners, routes, nameTable, List.of());
  }
}
