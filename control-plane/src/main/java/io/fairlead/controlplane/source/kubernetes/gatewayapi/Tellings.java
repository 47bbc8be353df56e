package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fairlead.collections.SharedMap;
import io.fairlead.controlplane.source.ResourceId;
import java.util.Objects;
import java.util.Optional;

/** What is told back of each object, the same object until it differs. */
final class Tellings {

  private final GatewayObjects objects;
  private SharedMap<ResourceId, Told> told = SharedMap.sorted();

  Tellings(GatewayObjects objects) {
    this.objects = objects;
  }

  SharedMap<ResourceId, Told> all() {
    return told;
  }

  boolean contains(ResourceId id) {
    return told.containsKey(id);
  }

  /** Nothing is told of an object that is gone. */
  void tell(ResourceId id, Optional<? extends Status> status) {
    Optional<Told> now =
        status.flatMap(found -> objects.get(id).map(object -> told(id, object, found)));
    if (!Objects.equals(told.get(id), now.orElse(null))) {
      told = now.isPresent() ? told.plus(id, now.get()) : told.minus(id);
    }
  }

  private static Told told(ResourceId id, HasMetadata object, Status status) {
    String version = object.getApiVersion();
    Long generation = object.getMetadata().getGeneration();
    return new Told(
        id,
        version.substring(version.indexOf('/') + 1),
        generation == null ? 0 : generation,
        status);
  }
}
