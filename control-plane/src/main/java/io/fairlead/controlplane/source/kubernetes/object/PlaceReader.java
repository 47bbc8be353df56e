package io.fairlead.controlplane.source.kubernetes.object;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fairlead.model.Locality;
import java.util.Map;

/** Reads where Pods are: Nodes and the namespace that names the network. */
public final class PlaceReader {

  static final String NETWORK = "topology.istio.io/network";

  private PlaceReader() {}

  /** A Node, by the labels of today or by those of clusters before 1.17. */
  public static NodeObject node(Node node) {
    Map<String, String> labels = Absent.map(node.getMetadata().getLabels());
    String oldRegion = labels.getOrDefault("failure-domain.beta.kubernetes.io/region", "");
    String oldZone = labels.getOrDefault("failure-domain.beta.kubernetes.io/zone", "");
    return new NodeObject(
        node.getMetadata().getName(),
        new Locality(
            labels.getOrDefault("topology.kubernetes.io/region", oldRegion),
            labels.getOrDefault("topology.kubernetes.io/zone", oldZone),
            labels.getOrDefault("topology.istio.io/subzone", "")));
  }

  /** The namespace of the mesh. */
  public static NetworkObject network(Namespace namespace) {
    return new NetworkObject(
        namespace.getMetadata().getName(),
        Absent.map(namespace.getMetadata().getLabels()).getOrDefault(NETWORK, ""));
  }
}
