package io.fairlead.controlplane.source.kubernetes.object;

import io.fabric8.kubernetes.api.model.Namespace;
import java.util.Map;

/** A namespace, by whose labels gateways choose whose routes they take. */
public record NamespaceObject(String name, Map<String, String> labels) implements ClusterObject {

  /** Beside what else is read of a namespace. */
  public static final String KIND = "Namespace labels";

  public NamespaceObject {
    labels = Map.copyOf(labels);
  }

  public static NamespaceObject of(Namespace namespace) {
    return new NamespaceObject(
        namespace.getMetadata().getName(), Absent.map(namespace.getMetadata().getLabels()));
  }

  @Override
  public Key key() {
    return Key.of(KIND, "", name);
  }
}
