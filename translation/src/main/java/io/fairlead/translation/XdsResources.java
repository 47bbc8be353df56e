package io.fairlead.translation;

import io.fairlead.collections.SharedMap;
import io.fairlead.model.Problem;
import java.util.List;
import java.util.TreeMap;

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

  /**
   * All parts by name. Where nothing is redirected, a host may serve the very port on which others
   * are called; its own service then keeps the port, since nobody else can serve it.
   */
  static XdsResources of(
      Outbound.Resources outbound,
      Inbound inbound,
      List<EncodedResource> kin,
      List<Problem> problems) {
    return new XdsResources(
        sorted(outbound.clusters(), inbound.clusters()),
        sorted(outbound.endpoints(), kin),
        sorted(outbound.listeners(), inbound.listeners()),
        sorted(outbound.routes(), List.of()),
        sorted(outbound.nameTable(), List.of()).getFirst(),
        problems);
  }

  private static List<EncodedResource> sorted(
      SharedMap<String, EncodedResource> shared, List<EncodedResource> own) {
    TreeMap<String, EncodedResource> byName = new TreeMap<>();
    shared.forEach(byName::put);
    own.forEach(resource -> byName.put(resource.name(), resource));
    return List.copyOf(byName.values());
  }
}
