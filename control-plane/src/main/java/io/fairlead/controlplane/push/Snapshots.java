package io.fairlead.controlplane.push;

import io.fairlead.collections.SharedMap;
import io.fairlead.translation.EncodedResource;
import io.fairlead.translation.XdsResources;
import io.fairlead.xds.Resource;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.Snapshot;
import java.util.List;

/** Puts translated resources into the form that the protocol engine serves. */
final class Snapshots {

  private Snapshots() {}

  static Snapshot of(XdsResources resources) {
    return Snapshot.EMPTY
        .with(ResourceType.CLUSTER, byName(resources.clusters()))
        .with(ResourceType.ENDPOINT, byName(resources.endpoints()))
        .with(ResourceType.LISTENER, byName(resources.listeners()))
        .with(ResourceType.ROUTE, byName(resources.routes()))
        .with(ResourceType.NAME_TABLE, byName(List.of(resources.nameTable())));
  }

  private static SharedMap<String, Resource> byName(List<EncodedResource> resources) {
    SharedMap<String, Resource> byName = SharedMap.hashed();
    for (EncodedResource resource : resources) {
      byName =
          byName.plus(
              resource.name(),
              Resource.of(
                  resource.name(), resource.version(), resource.typeUrl(), resource.value()));
    }
    return byName;
  }
}
