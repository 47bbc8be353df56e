package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.fairlead.model.ResourceName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What became of a route's wish for one parent of ours.
 *
 * @param listeners that took it, in Istio's names
 * @param places where its rules stand, and for which port of a Service; 0 for all of them
 */
record Attachment(
    ParentReference parent,
    Condition accepted,
    Set<ResourceName> listeners,
    Map<Place, Integer> places) {

  Attachment {
    listeners = Set.copyOf(listeners);
    places = Map.copyOf(places);
  }

  /** Labels of namespaces, by which listeners choose. */
  interface Spaces {
    Map<String, String> labels(String namespace);
  }

  static Attachment refused(ParentReference parent, String reason, String message) {
    return new Attachment(
        parent, Condition.bad(Condition.ACCEPTED, reason, message), Set.of(), Map.of());
  }

  static Attachment toGateway(
      Route route, ParentReference parent, List<BoundListener> listeners, Spaces spaces) {
    String own = route.title().name().namespace();
    List<BoundListener> named =
        listeners.stream().filter(one -> one.isNamedBy(parent, route.title())).toList();
    if (named.isEmpty()) {
      return refused(
          parent, "NoMatchingParent", "no listener of the Gateway has that sectionName and port");
    }
    List<BoundListener> open =
        named.stream()
            .filter(one -> one.takesKind(route.title().kind()))
            .filter(one -> one.isOpenTo(own, spaces.labels(own)))
            .toList();
    if (open.isEmpty()) {
      return refused(
          parent,
          "NotAllowedByListeners",
          "no listener takes a %s of the namespace %s: look at allowedRoutes, protocol and TLS mode"
              .formatted(route.title().kind(), own));
    }
    Map<ResourceName, List<String>> hosts = new TreeMap<>();
    for (BoundListener listener : open) {
      List<String> common = Hostnames.common(listener.hostname(), route.hostnames());
      if (!common.isEmpty()) {
        hosts.put(listener.istioName(), common);
      }
    }
    if (hosts.isEmpty()) {
      return refused(
          parent,
          "NoMatchingListenerHostname",
          "no listener has a hostname in common with " + String.join(", ", route.hostnames()));
    }
    Map<Place, Integer> places = new java.util.HashMap<>();
    hosts.forEach(
        (listener, names) -> names.forEach(name -> places.put(new Place.Host(listener, name), 0)));
    return new Attachment(parent, Condition.good(Condition.ACCEPTED), hosts.keySet(), places);
  }

  static Attachment toService(
      Route route, ParentReference parent, ResourceName service, boolean isThere) {
    if (!route.isOfRequests()) {
      return refused(
          parent,
          "UnsupportedValue",
          "within the mesh only an HTTPRoute or a GRPCRoute has a Service as its parent");
    }
    if (!isThere) {
      return refused(parent, "NoMatchingParent", "there is no Service " + service);
    }
    return new Attachment(
        parent,
        Condition.good(Condition.ACCEPTED),
        Set.of(),
        Map.of(
            new Place.Audience(service, route.title().name().namespace()),
            Text.or(parent.getPort(), 0)));
  }
}
