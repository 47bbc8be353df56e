package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayClass;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ReferenceGrant;
import io.fairlead.controlplane.source.ResourceId;
import io.fairlead.model.ResourceName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All resources of the Gateway API in a cluster, and what is looked up in it. One owner. */
final class GatewayObjects implements Backends.Lookup {

  /** Of what has none. */
  static final String NO_NAMESPACE = "-";

  private final Map<ResourceId, HasMetadata> all = new HashMap<>();
  private final Map<String, Map<ResourceName, ReferenceGrant>> grants = new HashMap<>();
  private final Map<String, Map<String, String>> namespaces = new HashMap<>();
  private final String domain;
  private final Set<ResourceName> services = new HashSet<>();

  GatewayObjects(String domain) {
    this.domain = domain;
  }

  /** Whether that is news. */
  boolean service(ResourceName name, boolean isThere) {
    return isThere ? services.add(name) : services.remove(name);
  }

  void put(ResourceId id, @Nullable HasMetadata object) {
    HasMetadata before = object == null ? all.remove(id) : all.put(id, object);
    String namespace = id.name().namespace();
    if (before instanceof ReferenceGrant) {
      grants.getOrDefault(namespace, new HashMap<>()).remove(id.name());
    }
    if (object instanceof ReferenceGrant grant) {
      grants.computeIfAbsent(namespace, absent -> new HashMap<>()).put(id.name(), grant);
    }
  }

  void labels(String namespace, @Nullable Map<String, String> labels) {
    if (labels == null) {
      namespaces.remove(namespace);
    } else {
      namespaces.put(namespace, labels);
    }
  }

  Map<String, String> labels(String namespace) {
    return namespaces.getOrDefault(namespace, Map.of());
  }

  Optional<HasMetadata> get(ResourceId id) {
    return Optional.ofNullable(all.get(id));
  }

  Optional<Gateway> gateway(ResourceName name) {
    return get(new ResourceId("Gateway", name))
        .filter(Gateway.class::isInstance)
        .map(Gateway.class::cast)
        .filter(gateway -> gateway.getSpec() != null);
  }

  /** By its GatewayClass, or by the name of ours where nobody made one. */
  boolean isOurs(Gateway gateway) {
    String name = Text.of(gateway.getSpec().getGatewayClassName());
    return !name.isEmpty()
        && get(new ResourceId("GatewayClass", new ResourceName(NO_NAMESPACE, name)))
            .map(GatewayObjects::isOurs)
            .orElse(name.equals(GatewayApi.CLASS));
  }

  static boolean isOurs(HasMetadata gatewayClass) {
    return gatewayClass instanceof GatewayClass found
        && found.getSpec() != null
        && Status.CONTROLLER.equals(found.getSpec().getControllerName());
  }

  @Override
  public boolean allows(Grants.From from, Grants.To to) {
    return new Grants(grants.getOrDefault(to.namespace(), Map.of()).values()).allow(from, to);
  }

  @Override
  public boolean hasService(ResourceName name) {
    return services.contains(name);
  }

  @Override
  public String domain() {
    return domain;
  }
}
