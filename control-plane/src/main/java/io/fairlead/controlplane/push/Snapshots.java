package io.fairlead.controlplane.push;

import com.google.protobuf.Any;
import io.fairlead.translation.EncodedResource;
import io.fairlead.translation.XdsResources;
import io.fairlead.xds.Resource;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.Snapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

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

  private static PMap<String, Resource> byName(List<EncodedResource> resources) {
    Map<String, Resource> byName = new LinkedHashMap<>();
    for (EncodedResource resource : resources) {
      Any body = Any.newBuilder().setTypeUrl(resource.typeUrl()).setValue(resource.value()).build();
      byName.put(resource.name(), new Resource(resource.name(), resource.version(), body));
    }
    return HashTreePMap.from(byName);
  }
}
