package io.fairlead.controlplane.source.kubernetes.mesh;

import io.fairlead.controlplane.source.kubernetes.object.NodeObject;
import io.fairlead.controlplane.source.kubernetes.object.PodObject;
import io.fairlead.controlplane.source.kubernetes.object.SliceObject.Place;
import io.fairlead.model.Locality;
import io.fairlead.model.ResourceName;
import io.fairlead.model.service.Placement;
import java.util.Optional;

/** Where the Pods of one cluster are, and who they are. */
public interface ClusterPlaces {

  String LOCALITY = "istio-locality";
  String NETWORK = "topology.istio.io/network";

  /** Which every Pod has. */
  String CLUSTER = "topology.istio.io/cluster";

  Optional<PodObject> pod(ResourceName name);

  Optional<NodeObject> node(String name);

  /** Of Pods that name none themselves; empty for the mesh's default one. */
  String network();

  /** A Pod's own labels go before its Node's. */
  default Placement of(PodObject pod) {
    String locality = pod.labels().get(LOCALITY);
    String network = pod.labels().get(NETWORK);
    return new Placement(
            network.isEmpty() ? network() : network,
            // A label can hold no slash, so Istio writes dots there.
            locality.isEmpty()
                ? node(pod.node()).map(NodeObject::locality).orElse(Locality.UNKNOWN)
                : Locality.parse(locality.replace('.', '/')))
        .on(nodeOf(pod));
  }

  /** Nodes of two clusters may have one name. */
  private static Placement.Node nodeOf(PodObject pod) {
    return pod.node().isEmpty()
        ? Placement.Node.NONE
        : new Placement.Node(pod.labels().get(CLUSTER) + "/" + pod.node(), false);
  }

  /** Of what is no Pod. */
  default Placement of(Place place) {
    return new Placement(
        network(),
        node(place.node())
            .map(NodeObject::locality)
            .orElseGet(() -> new Locality("", place.zone(), "")));
  }
}
