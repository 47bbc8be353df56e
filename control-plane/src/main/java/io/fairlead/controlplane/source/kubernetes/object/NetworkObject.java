package io.fairlead.controlplane.source.kubernetes.object;

/** The namespace of the mesh in a cluster, of which a label names the network of the Pods. */
public record NetworkObject(String namespace, String network) implements ClusterObject {

  public static final String KIND = "Namespace";

  @Override
  public Key key() {
    return Key.of(KIND, "", namespace);
  }
}
