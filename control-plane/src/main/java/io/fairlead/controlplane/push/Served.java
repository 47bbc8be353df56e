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
    MeshState mesh, Proxy proxy, Outbound outbound, Snapshot shared, Own own, Snapshot offered) {

  private static final List<ResourceType> OWN_TYPES =
      List.of(ResourceType.CLUSTER, ResourceType.ENDPOINT, ResourceType.LISTENER);

  /**
   * What is one proxy's own.
   *
   * @param kin who serves what it serves, where rules make it keep zones
   * @param isShown whether callers are told of it
   */
  record Own(Inbound inbound, List<EncodedResource> kin, boolean isShown) {
    Own {
      kin = List.copyOf(kin);
    }

    Own with(List<EncodedResource> now) {
      return now.equals(kin) ? this : new Own(inbound, now, isShown);
    }

    private List<EncodedResource> of(ResourceType type) {
      if (type.equals(ResourceType.ENDPOINT)) {
        return kin;
      }
      return type.equals(ResourceType.CLUSTER) ? inbound.clusters() : inbound.listeners();
    }
  }

  /** Puts both parts together; a map whose parts did not change since {@code before} is kept. */
  static Served of(
      Proxy proxy,
      Outbound outbound,
      Snapshot shared,
      Own own,
      WireForms forms,
      @Nullable Served before) {
    MeshState mesh = outbound.scope().mesh().state();
    if (before != null && before.shared == shared && before.own.equals(own)) {
      return new Served(mesh, proxy, outbound, shared, before.own, before.offered);
    }
    Snapshot offered = Uptake.told(shared, own.isShown());
    for (ResourceType type : OWN_TYPES) {
      offered = offered.with(type, joined(type, shared, own, forms, before));
    }
    return new Served(mesh, proxy, outbound, shared, own, offered);
  }

  /** A host's own listener goes over another of its name: nobody else can serve its port. */
  @SuppressWarnings("ReferenceEquality") // A map that did not change is the same object.
  private static SharedMap<String, Resource> joined(
      ResourceType type, Snapshot shared, Own own, WireForms forms, @Nullable Served before) {
    SharedMap<String, Resource> joined = shared.resources(type);
    List<EncodedResource> resources = own.of(type);
    if (before != null
        && before.shared.resources(type) == joined
        && before.own.of(type).equals(resources)) {
      return before.offered.resources(type);
    }
    for (EncodedResource resource : resources) {
      joined = joined.plus(resource.name(), forms.of(resource));
    }
    return joined;
  }
}
