package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fairlead.controlplane.source.ResourceId;
import io.fairlead.controlplane.source.kubernetes.object.RootsObject;
import io.fairlead.controlplane.source.kubernetes.object.ServiceReader;
import io.fairlead.model.ResourceName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Objects of a cluster, as people write them. */
final class GatewayManifests {

  private GatewayManifests() {}

  static List<HasMetadata> read(String yaml) {
    List<HasMetadata> all = new ArrayList<>();
    for (String document : yaml.split("(?m)^---$")) {
      all.add(Serialization.unmarshal(document));
    }
    return all;
  }

  /** What follows from these alone. */
  static GatewayApi of(List<HasMetadata> objects) {
    GatewayApi api = new GatewayApi("cluster.local");
    objects.forEach(object -> put(api, object));
    answer(api, objects);
    return api;
  }

  /** Says of each ConfigMap that policies name what is known of it, as who watches them does. */
  static void answer(GatewayApi api, Collection<HasMetadata> objects) {
    for (ResourceName name : api.namedRoots()) {
      api.roots(
          name,
          objects.stream()
              .filter(object -> object instanceof ConfigMap && id(object).name().equals(name))
              .map(object -> RootsObject.of((ConfigMap) object))
              .findFirst()
              .orElseGet(() -> RootsObject.without(name, "is not there")));
    }
  }

  static void put(GatewayApi api, HasMetadata object) {
    switch (object) {
      case Namespace namespace ->
          api.namespace(
              namespace.getMetadata().getName(),
              Optional.ofNullable(namespace.getMetadata().getLabels()).orElseThrow());
      case ConfigMap ignored -> {}
      case Service service ->
          api.service(id(service).name(), ServiceReader.read(service).orElseThrow());
      default -> api.put(id(object), Optional.of(object));
    }
  }

  static void remove(GatewayApi api, HasMetadata object) {
    switch (object) {
      case Namespace namespace -> api.namespace(namespace.getMetadata().getName(), null);
      case ConfigMap ignored -> {}
      case Service service -> api.service(id(service).name(), null);
      default -> api.put(id(object), Optional.empty());
    }
  }

  private static ResourceId id(HasMetadata object) {
    String namespace = object.getMetadata().getNamespace();
    return new ResourceId(
        object.getKind(),
        new ResourceName(
            namespace == null ? GatewayObjects.NO_NAMESPACE : namespace,
            object.getMetadata().getName()));
  }
}
