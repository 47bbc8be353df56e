package io.fairlead.controlplane.push;

import io.fairlead.collections.SharedMap;
import io.fairlead.translation.EncodedResource;
import io.fairlead.translation.Outbound;
import io.fairlead.translation.Outbound.Resources;
import io.fairlead.translation.scope.ProxyTraits;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.Snapshot;

/**
 * What all proxies of equal traits are offered, beside what is their own.
 *
 * @param snapshot the wire form of {@code outbound}; the same object as long as nothing changes
 */
record Shape(Outbound outbound, Snapshot snapshot) {

  static Shape of(Outbound outbound, WireForms forms) {
    return new Shape(outbound, follow(Resources.NONE, outbound.resources(), forms.common(), forms));
  }

  ProxyTraits traits() {
    return outbound.scope().traits();
  }

  Shape at(Outbound next, WireForms forms) {
    return new Shape(next, follow(outbound.resources(), next.resources(), snapshot, forms));
  }

  private static Snapshot follow(
      Resources before, Resources after, Snapshot snapshot, WireForms forms) {
    Snapshot next = snapshot;
    next = with(next, ResourceType.CLUSTER, forms, before.clusters(), after.clusters());
    next = with(next, ResourceType.ENDPOINT, forms, before.endpoints(), after.endpoints());
    next = with(next, ResourceType.LISTENER, forms, before.listeners(), after.listeners());
    next = with(next, ResourceType.ROUTE, forms, before.routes(), after.routes());
    return with(next, ResourceType.NAME_TABLE, forms, before.nameTable(), after.nameTable());
  }

  @SuppressWarnings("ReferenceEquality") // A map that did not change is the same object.
  private static Snapshot with(
      Snapshot snapshot,
      ResourceType type,
      WireForms forms,
      SharedMap<String, EncodedResource> before,
      SharedMap<String, EncodedResource> after) {
    return before == after && snapshot.speaks(type)
        ? snapshot
        : snapshot.with(type, forms.follow(before, after, snapshot.resources(type)));
  }
}
