package io.fairlead.controlplane.source.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.BackendTLSPolicy;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fairlead.controlplane.source.kubernetes.object.ClusterObject;
import io.fairlead.controlplane.source.kubernetes.object.GatewayApiObject;
import io.fairlead.controlplane.source.kubernetes.object.IstioReader;
import io.fairlead.controlplane.source.kubernetes.object.PlaceReader;
import io.fairlead.controlplane.source.kubernetes.object.PodReader;
import io.fairlead.controlplane.source.kubernetes.object.ServiceReader;
import io.fairlead.controlplane.source.kubernetes.object.SliceReader;
import io.fairlead.istioconfig.Kinds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Objects of a cluster as people write them, read as the source reads them. */
final class Manifests {

  private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

  private final String cluster;

  Manifests(String cluster) {
    this.cluster = cluster;
  }

  /** What a watch would put into the inbox. */
  Map<Inbox.Place, Optional<ClusterObject>> news(ClusterWatch watch, String yaml) {
    Map<Inbox.Place, Optional<ClusterObject>> news = new LinkedHashMap<>();
    for (HasMetadata object : objects(yaml)) {
      String namespace = object.getMetadata().getNamespace();
      ClusterObject.Key key =
          ClusterObject.Key.of(
              kind(object), namespace == null ? "" : namespace, object.getMetadata().getName());
      news.put(new Inbox.Place(watch, key), read(key, object));
    }
    return news;
  }

  /** As the source calls it. */
  private static String kind(HasMetadata object) {
    return object instanceof BackendTLSPolicy
        ? "gateway.networking.k8s.io/" + object.getKind()
        : object.getKind();
  }

  private static List<HasMetadata> objects(String yaml) {
    List<HasMetadata> all = new ArrayList<>();
    Arrays.stream(yaml.split("(?m)^---$"))
        .filter(document -> !document.isBlank())
        .forEach(document -> all.add(SERIALIZATION.unmarshal(document)));
    return all;
  }

  private Optional<ClusterObject> read(ClusterObject.Key key, HasMetadata object) {
    return switch (object) {
      case Service service -> ServiceReader.read(service).map(ClusterObject.class::cast);
      case EndpointSlice slice -> SliceReader.read(slice).map(ClusterObject.class::cast);
      case Pod pod -> new PodReader(cluster).read(pod).map(ClusterObject.class::cast);
      case Node node -> Optional.of(PlaceReader.node(node));
      case Namespace namespace -> Optional.of(PlaceReader.network(namespace));
      case BackendTLSPolicy policy -> Optional.of(new GatewayApiObject(key, policy));
      case GenericKubernetesResource resource ->
          Optional.of(
              new IstioReader("kubernetes:" + cluster, SERIALIZATION)
                  .read(Kinds.named(resource.getKind()).orElseThrow(), resource));
      default -> throw new AssertionError("no object of a mesh: " + object.getKind());
    };
  }
}
