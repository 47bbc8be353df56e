package io.fairlead.controlplane.source.kubernetes.object;

import io.fairlead.model.ResourceName;

/** An object of one cluster. */
public sealed interface ClusterObject
    permits ServiceObject,
        SliceObject,
        PodObject,
        NodeObject,
        NetworkObject,
        NamespaceObject,
        IstioObject,
        RemoteObject,
        RootsObject,
        GatewayApiObject {

  Key key();

  /** Of objects of the cluster itself. */
  String NO_NAMESPACE = "-";

  /** Tells objects of a cluster apart. */
  record Key(String kind, ResourceName name) implements Comparable<Key> {

    @Override
    public int compareTo(Key other) {
      int byKind = kind.compareTo(other.kind);
      return byKind != 0 ? byKind : name.compareTo(other.name);
    }

    public static Key of(String kind, String namespace, String name) {
      return new Key(kind, new ResourceName(namespace.isEmpty() ? NO_NAMESPACE : namespace, name));
    }
  }
}
