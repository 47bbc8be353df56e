package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.fairlead.model.ResourceName;

/** What routes name as their parents. */
final class Parents {

  static final String GROUP = "gateway.networking.k8s.io";
  private static final String GATEWAY = "Gateway";
  private static final String SERVICE = "Service";

  private Parents() {}

  static boolean isGateway(ParentReference parent) {
    return Text.or(parent.getGroup(), GROUP).equals(GROUP)
        && Text.or(parent.getKind(), GATEWAY).equals(GATEWAY)
        && !Text.of(parent.getName()).isEmpty();
  }

  static boolean isService(ParentReference parent) {
    return SERVICE.equals(parent.getKind())
        && Text.of(parent.getGroup()).isEmpty()
        && !Text.of(parent.getName()).isEmpty();
  }

  static ResourceName name(ParentReference parent, Route route) {
    return new ResourceName(
        Text.or(parent.getNamespace(), route.title().name().namespace()), parent.getName());
  }
}
