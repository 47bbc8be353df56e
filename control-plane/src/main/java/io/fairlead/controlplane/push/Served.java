package io.fairlead.controlplane.push;

import io.fairlead.collections.SharedMap;
import io.fairlead.model.MeshState;
import io.fairlead.model.proxy.Proxy;
import io.fairlead.translation.EncodedResource;
import io.fairlead.translation.Inbound;
import io.fairlead.translation.Outbound;
import io.fairlead.xds.Resource;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.Snapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one proxy was offered last, and what that was made of.
 *
 * @param mesh the state that it was made for
 * @param outbound what all proxies of its shape send
 * @param shared what all proxies of its shape are offered
 * @param offered the same with what is the proxy's own
 */
record Served(
    MeshState mesh,
    Proxy proxy,
    Outbound outbound,
    Snapshot shared,
    Inbound inbound,
    Snapshot offered) {

  /** Puts both parts together; a map whose parts did not change since {@code before} is kept. */
  static Served of(
      Proxy proxy,
      Outbound outbound,
      Snapshot shared,
      Inbound inbound,
      WireForms forms,
      @Nullable Served before) {
    MeshState mesh = outbound.scope().mesh().state();
    if (before != null && before.shared == shared && before.inbound.equals(inbound)) {
      return new Served(mesh, proxy, outbound, shared, before.inbound, before.offered);
    }
    Snapshot offered =
        shared
            .with(
                ResourceType.CLUSTER, joined(ResourceType.CLUSTER, shared, inbound, forms, before))
            .with(
                ResourceType.LISTENER,
                joined(ResourceType.LISTENER, shared, inbound, forms, before));
    return new Served(mesh, proxy, outbound, shared, inbound, offered);
  }

  /** A host's own listener goes over another of its name: nobody else can serve its port. */
  @SuppressWarnings("ReferenceEquality") // A map that did not change is the same object.
  private static SharedMap<String, Resource> joined(
      ResourceType type,
      Snapshot shared,
      Inbound inbound,
      WireForms forms,
      @Nullable Served before) {
    SharedMap<String, Resource> joined = shared.resources(type);
    List<EncodedResource> own = own(type, inbound);
    if (before != null
        && before.shared.resources(type) == joined
        && own(type, before.inbound).equals(own)) {
      return before.offered.resources(type);
    }
    for (EncodedResource resource : own) {
      joined = joined.plus(resource.name(), forms.of(resource));
    }
    return joined;
  }

  private static List<EncodedResource> own(ResourceType type, Inbound inbound) {
    return type.equals(ResourceType.CLUSTER) ? inbound.clusters() : inbound.listeners();
  }
}
