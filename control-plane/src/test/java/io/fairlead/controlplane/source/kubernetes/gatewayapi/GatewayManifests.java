package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ReferenceGrant;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.TCPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.TLSRoute;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Objects of a cluster, as people write them. */
final class GatewayManifests {

  private GatewayManifests() {}

  static GatewayObjects read(String yaml) {
    List<HasMetadata> all = new ArrayList<>();
    for (String document : yaml.split("(?m)^---$")) {
      all.add(Serialization.unmarshal(document));
    }
    Map<String, Map<String, String>> namespaces = new HashMap<>();
    for (Namespace namespace : only(all, Namespace.class)) {
      namespaces.put(namespace.getMetadata().getName(), namespace.getMetadata().getLabels());
    }
    return new GatewayObjects(
        only(all, Gateway.class),
        new GatewayObjects.Routes(
            only(all, HTTPRoute.class),
            only(all, GRPCRoute.class),
            only(all, TLSRoute.class),
            only(all, TCPRoute.class)),
        only(all, ReferenceGrant.class),
        namespaces);
  }

  private static <T> List<T> only(List<HasMetadata> all, Class<T> type) {
    return all.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
