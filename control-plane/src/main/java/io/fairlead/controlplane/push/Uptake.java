package io.fairlead.controlplane.push;

import io.fairlead.api.fairlead.v1.UptakeInformation;
import io.fairlead.collections.SharedMap;
import io.fairlead.model.MeshState;
import io.fairlead.model.proxy.Interception;
import io.fairlead.model.proxy.Proxy;
import io.fairlead.translation.EncodedResource;
import io.fairlead.xds.Resource;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.Snapshot;

/**
 * Tells a host that callers are told of it: with the push that tells them, so that what the host
 * starts then is called as it should be.
 */
final class Uptake {

  private static final String NAME = "host";

  private static final SharedMap<String, Resource> NOTHING = SharedMap.hashed();
  private static final SharedMap<String, Resource> SHOWN = NOTHING.plus(NAME, resource());

  private Uptake() {}

  /** Whether its identity stands behind an address of the proxy; nobody calls a gateway so. */
  static boolean isShown(MeshState mesh, Proxy proxy) {
    return proxy.interception() instanceof Interception.Edge
        || proxy.addresses().stream()
            .flatMap(address -> mesh.ownerOf(proxy.placement().network(), address).stream())
            .anyMatch(owner -> owner.status().isCaptured());
  }

  static Snapshot told(Snapshot snapshot, boolean isShown) {
    return snapshot.with(ResourceType.UPTAKE, isShown ? SHOWN : NOTHING);
  }

  private static Resource resource() {
    EncodedResource encoded = EncodedResource.of(NAME, UptakeInformation.getDefaultInstance());
    return Resource.of(NAME, encoded.version(), encoded.typeUrl(), encoded.value());
  }
}
