package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import io.fairlead.controlplane.source.ResourceId;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.model.ResourceName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Resources in the making; of one that is written twice the last word counts. */
final class Writing {

  static final String DESTINATION_RULE = "DestinationRule";

  private final Map<ResourceId, IstioResource> written;
  private final Map<ResourceId, Optional<IstioResource>> now = new TreeMap<>();
  private final Set<ResourceName> services = new TreeSet<>();

  /**
   * @param written what was written so far, which {@link #derived} brings on
   */
  Writing(Map<ResourceId, IstioResource> written) {
    this.written = written;
  }

  void put(String kind, ResourceName name, @Nullable IstioResource resource) {
    now.put(new ResourceId(kind, name), Optional.ofNullable(resource));
  }

  void call(ResourceName service, @Nullable IstioResource rule) {
    put(DESTINATION_RULE, TlsRule.name(service), rule);
    services.add(service);
  }

  /** What differs from what was written before. */
  Derived derived() {
    List<IstioResource> changed = new ArrayList<>();
    List<ResourceId> removed = new ArrayList<>();
    now.forEach(
        (id, resource) -> {
          if (resource.isEmpty()) {
            if (written.remove(id) != null) {
              removed.add(id);
            }
          } else if (!resource.get().equals(written.put(id, resource.get()))) {
            changed.add(resource.get());
          }
        });
    return new Derived(changed, removed, services);
  }
}
