package io.fairlead.controlplane.push;

import io.fairlead.collections.Change;
import io.fairlead.collections.SharedMap;
import io.fairlead.translation.EncodedResource;
import io.fairlead.xds.Resource;
import io.fairlead.xds.Snapshot;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Translated resources as streams take them: each is put into its wire form once, whoever sees it.
 * Belongs to the thread that pushes.
 */
final class WireForms {

  private final Map<EncodedResource, Resource> known = new WeakHashMap<>();
  private final Snapshot common;

  /**
   * @param common what every proxy is offered, whoever it is
   */
  WireForms(Snapshot common) {
    this.common = common;
  }

  Snapshot common() {
    return common;
  }

  /**
   * What {@code wire}, the form of {@code before}, becomes for {@code after}; the same map where
   * nothing changed.
   */
  SharedMap<String, Resource> follow(
      SharedMap<String, EncodedResource> before,
      SharedMap<String, EncodedResource> after,
      SharedMap<String, Resource> wire) {
    SharedMap<String, Resource> next = wire;
    for (Change<String, EncodedResource> change : SharedMap.changes(before, after)) {
      EncodedResource resource = change.after();
      next = resource == null ? next.minus(change.key()) : next.plus(change.key(), of(resource));
    }
    return next;
  }

  Resource of(EncodedResource resource) {
    return known.computeIfAbsent(
        resource,
        encoded ->
            Resource.of(encoded.name(), encoded.version(), encoded.typeUrl(), encoded.value()));
  }
}
