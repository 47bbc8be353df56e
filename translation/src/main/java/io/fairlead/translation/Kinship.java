package io.fairlead.translation;

import io.fairlead.model.proxy.Proxy;
import io.fairlead.model.service.Service;
import io.fairlead.translation.endpoint.Kindred;
import io.fairlead.translation.endpoint.Kindred.Place;
import io.fairlead.translation.scope.MeshView;
import io.fairlead.translation.scope.VisibleService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Tells each proxy who serves what it serves, of the first of its services. What is known of a
 * service is kept until the service is another, so that all who serve it share the work; belongs to
 * one thread.
 */
public final class Kinship {

  private final Encoder encoder;
  private final EncodedResource nobody;
  private final Map<Service.Key, Known> known = new HashMap<>();

  /** What follows from a service as it was seen. */
  private record Known(VisibleService service, Map<Place, EncodedResource> byPlace) {}

  Kinship(Encoder encoder) {
    this.encoder = encoder;
    this.nobody = encoder.encode(Kindred.NOBODY);
  }

  /** Those of the proxy's kind, itself included. */
  public EncodedResource of(MeshView mesh, Proxy proxy) {
    SortedSet<Service.Key> services = new TreeSet<>();
    proxy.addresses().forEach(address -> services.addAll(mesh.state().servicesOn(address)));
    for (Service.Key key : services) {
      VisibleService service = mesh.services().get(key);
      EncodedResource kin = service == null ? null : at(byPlace(service), proxy);
      if (kin != null) {
        return kin;
      }
    }
    return nobody;
  }

  /** Forgets services that are gone. */
  public void keepOnly(MeshView mesh) {
    known.keySet().removeIf(key -> !mesh.services().containsKey(key));
  }

  private static @Nullable EncodedResource at(Map<Place, EncodedResource> byPlace, Proxy proxy) {
    for (String address : proxy.addresses()) {
      for (String network : List.of(proxy.placement().network(), "")) {
        EncodedResource found = byPlace.get(new Place(network, address));
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  @SuppressWarnings("ReferenceEquality") // A service that did not change is the same object.
  private Map<Place, EncodedResource> byPlace(VisibleService service) {
    Known last = known.get(service.service().key());
    if (last != null && last.service == service) {
      return last.byPlace;
    }
    Map<Place, EncodedResource> byPlace = new HashMap<>();
    for (Kindred kindred : Kindred.of(service)) {
      EncodedResource resource = encoder.encode(kindred.assignment());
      kindred.places().forEach(place -> byPlace.putIfAbsent(place, resource));
    }
    known.put(service.service().key(), new Known(service, byPlace));
    return byPlace;
  }
}
