package io.fairlead.xds.client;

import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.fairlead.xds.Resource;
import io.fairlead.xds.ResourceType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a client has of one type, as names and versions. Survives its streams; owned by the turn of
 * its {@link AdsClient}.
 */
final class Held {

  private final ResourceType type;
  private final Map<String, String> versions = new HashMap<>();

  /** Whether the type is complete on the present stream. */
  private boolean isComplete;

  /** What an answer changes. */
  record Update(List<Resource> changed, Set<String> removed) {}

  Held(ResourceType type) {
    this.type = type;
  }

  ResourceType type() {
    return type;
  }

  Map<String, String> versions() {
    return Map.copyOf(versions);
  }

  void reconnected() {
    isComplete = false;
  }

  /** Passes on what is new, and keeps it unless the listener refuses. */
  void take(DeltaDiscoveryResponse answer, SubscriptionListener listener) {
    Update update = update(answer);
    if (!isComplete || !update.changed().isEmpty() || !update.removed().isEmpty()) {
      listener.updated(type, update.changed(), update.removed());
    }
    isComplete = true;
    update.changed().forEach(resource -> versions.put(resource.name(), resource.version()));
    versions.keySet().removeAll(update.removed());
  }

  private Update update(DeltaDiscoveryResponse answer) {
    List<Resource> changed = new ArrayList<>();
    for (var resource : answer.getResourcesList()) {
      if (resource.getName().isEmpty()) {
        throw new IllegalArgumentException("a resource of " + type + " has no name");
      }
      // A server that lost its memory of us sends all again; a version that is empty says nothing.
      boolean isKnown =
          !resource.getVersion().isEmpty()
              && resource.getVersion().equals(versions.get(resource.getName()));
      if (!isKnown) {
        changed.add(
            Resource.of(
                resource.getName(),
                resource.getVersion(),
                resource.getResource().getTypeUrl(),
                resource.getResource().getValue()));
      }
    }
    Set<String> removed = new LinkedHashSet<>(answer.getRemovedResourcesList());
    removed.retainAll(versions.keySet());
    return new Update(List.copyOf(changed), Set.copyOf(removed));
  }
}
