package io.fairlead.controlplane.source.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fairlead.controlplane.source.kubernetes.mesh.ClusterPlaces;
import io.fairlead.controlplane.source.kubernetes.mesh.ClusterService;
import io.fairlead.controlplane.source.kubernetes.object.ClusterObject;
import io.fairlead.controlplane.source.kubernetes.object.GatewayApiObject;
import io.fairlead.controlplane.source.kubernetes.object.IstioObject;
import io.fairlead.controlplane.source.kubernetes.object.NamespaceObject;
import io.fairlead.controlplane.source.kubernetes.object.NetworkObject;
import io.fairlead.controlplane.source.kubernetes.object.NodeObject;
import io.fairlead.controlplane.source.kubernetes.object.PodObject;
import io.fairlead.controlplane.source.kubernetes.object.RemoteObject;
import io.fairlead.controlplane.source.kubernetes.object.RootsObject;
import io.fairlead.controlplane.source.kubernetes.object.ServiceObject;
import io.fairlead.controlplane.source.kubernetes.object.SliceObject;
import io.fairlead.model.ResourceName;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Every object of one cluster, with the indexes that tell what an object touches. Of the source's
 * thread alone.
 */
final class ClusterObjects implements ClusterPlaces {

  private final Map<ResourceName, ServiceObject> services = new HashMap<>();
  private final Map<ResourceName, SliceObject> slices = new HashMap<>();
  private final Map<ResourceName, PodObject> pods = new HashMap<>();
  private final Map<String, NodeObject> nodes = new HashMap<>();
  private final Map<ClusterObject.Key, IstioObject> resources = new HashMap<>();
  private final Map<ClusterObject.Key, HasMetadata> gatewayApi = new HashMap<>();
  private final Map<String, Map<String, String>> namespaces = new HashMap<>();
  private final Map<ResourceName, RootsObject> roots = new HashMap<>();

  private final Map<ResourceName, TreeSet<ResourceName>> slicesOfService = new HashMap<>();
  private final Map<ResourceName, TreeSet<ResourceName>> slicesOfPod = new HashMap<>();
  private final Map<String, TreeSet<ResourceName>> slicesOfNode = new HashMap<>();
  private final Map<String, TreeSet<ResourceName>> podsOfNode = new HashMap<>();

  private final String givenNetwork;
  private String ownNetwork = "";

  /** What may mean something else than before, by the objects' names. */
  record Touched(
      Set<ResourceName> services,
      Set<ResourceName> pods,
      Set<ClusterObject.Key> resources,
      Set<ClusterObject.Key> gatewayApi) {

    static Touched nothing() {
      return new Touched(
          new TreeSet<>(), new TreeSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
    }

    void clear() {
      services.clear();
      pods.clear();
      resources.clear();
      gatewayApi.clear();
    }
  }

  /**
   * @param network that people gave; else the cluster's own word counts
   */
  ClusterObjects(String network) {
    this.givenNetwork = network;
  }

  @Override
  public Optional<PodObject> pod(ResourceName name) {
    return Optional.ofNullable(pods.get(name));
  }

  @Override
  public Optional<NodeObject> node(String name) {
    return Optional.ofNullable(nodes.get(name));
  }

  @Override
  public String network() {
    return givenNetwork.isEmpty() ? ownNetwork : givenNetwork;
  }

  Optional<ClusterService> service(ResourceName name) {
    return Optional.ofNullable(services.get(name))
        .map(service -> new ClusterService(service, slicesOf(name), this));
  }

  private List<SliceObject> slicesOf(ResourceName service) {
    return slicesOfService.getOrDefault(service, new TreeSet<>()).stream()
        .flatMap(name -> Optional.ofNullable(slices.get(name)).stream())
        .toList();
  }

  Optional<IstioObject> resource(ClusterObject.Key key) {
    return Optional.ofNullable(resources.get(key));
  }

  /** What stands under a key of the Gateway API. */
  Optional<HasMetadata> gatewayApi(ClusterObject.Key key) {
    return Optional.ofNullable(gatewayApi.get(key));
  }

  @Nullable RootsObject roots(ResourceName name) {
    return roots.get(name);
  }

  @Nullable Map<String, String> labels(String namespace) {
    return namespaces.get(namespace);
  }

  /** Everything, as for one who hears of the cluster for the first time. */
  void touchAll(Touched touched) {
    touched.services.addAll(services.keySet());
    touched.pods.addAll(pods.keySet());
    touched.resources.addAll(resources.keySet());
    touched.gatewayApi.addAll(gatewayApi.keySet());
    roots.values().forEach(one -> touched.gatewayApi.add(one.key()));
    namespaces
        .keySet()
        .forEach(
            name -> touched.gatewayApi.add(ClusterObject.Key.of(NamespaceObject.KIND, "", name)));
  }

  /** Takes an object as it is now, and adds what that touches. */
  void put(ClusterObject.Key key, Optional<ClusterObject> object, Touched touched) {
    switch (object.orElse(null)) {
      case null -> remove(key, touched);
      case ServiceObject service -> {
        if (!service.equals(services.put(service.name(), service))) {
          touched.services.add(service.name());
        }
      }
      case SliceObject slice -> replace(slice.name(), slice, touched);
      case PodObject pod -> replace(pod.name(), pod, touched);
      case NodeObject node -> {
        if (!node.equals(nodes.put(node.name(), node))) {
          touchNode(node.name(), touched);
        }
      }
      case RemoteObject ignored -> {}
      case RootsObject now -> {
        if (!now.equals(roots.put(now.name(), now))) {
          touched.gatewayApi.add(key);
        }
      }
      case NetworkObject network -> rename(network.network(), touched);
      case GatewayApiObject gateway -> {
        if (!gateway.resource().equals(gatewayApi.put(key, gateway.resource()))) {
          touched.gatewayApi.add(key);
        }
      }
      case NamespaceObject namespace -> {
        if (!namespace.labels().equals(namespaces.put(namespace.name(), namespace.labels()))) {
          touched.gatewayApi.add(key);
        }
      }
      case IstioObject resource -> {
        if (!resource.equals(resources.put(key, resource))) {
          touched.resources.add(key);
        }
      }
    }
  }

  private void remove(ClusterObject.Key key, Touched touched) {
    switch (key.kind()) {
      case ServiceObject.KIND -> {
        services.remove(key.name());
        touched.services.add(key.name());
      }
      case SliceObject.KIND -> replace(key.name(), (SliceObject) null, touched);
      case PodObject.KIND -> replace(key.name(), (PodObject) null, touched);
      case NodeObject.KIND -> {
        if (nodes.remove(key.name().name()) != null) {
          touchNode(key.name().name(), touched);
        }
      }
      case NetworkObject.KIND -> rename("", touched);
      case RemoteObject.KIND -> {}
      case RootsObject.KIND -> {
        if (roots.remove(key.name()) != null) {
          touched.gatewayApi.add(key);
        }
      }
      case NamespaceObject.KIND -> {
        namespaces.remove(key.name().name());
        touched.gatewayApi.add(key);
      }
      default -> {
        if (gatewayApi.remove(key) != null) {
          touched.gatewayApi.add(key);
        } else {
          resources.remove(key);
          touched.resources.add(key);
        }
      }
    }
  }

  private void replace(ResourceName name, @Nullable SliceObject now, Touched touched) {
    SliceObject before = now == null ? slices.remove(name) : slices.put(name, now);
    if (Objects.equals(before, now)) {
      return;
    }
    if (before != null) {
      touched.services.add(before.service());
      unlink(slicesOfService, before.service(), name);
      before.endpoints().forEach(e -> unlink(slicesOfNode, e.place().node(), name));
      before.endpoints().forEach(e -> unlink(slicesOfPod, pod(before, e), name));
    }
    if (now != null) {
      touched.services.add(now.service());
      link(slicesOfService, now.service(), name);
      now.endpoints().forEach(e -> link(slicesOfNode, e.place().node(), name));
      now.endpoints().forEach(e -> link(slicesOfPod, pod(now, e), name));
    }
  }

  /** What is no Pod counts as one without a name, which no Pod has. */
  private static ResourceName pod(SliceObject slice, SliceObject.SliceEndpoint endpoint) {
    String pod = endpoint.place().pod();
    return new ResourceName(slice.name().namespace(), pod.isEmpty() ? "-" : pod);
  }

  private void replace(ResourceName name, @Nullable PodObject now, Touched touched) {
    PodObject before = now == null ? pods.remove(name) : pods.put(name, now);
    if (Objects.equals(before, now)) {
      return;
    }
    if (before != null) {
      unlink(podsOfNode, before.node(), name);
    }
    if (now != null) {
      link(podsOfNode, now.node(), name);
    }
    touched.pods.add(name);
    if (before == null || now == null || !isSameEndpoint(before, now)) {
      touchSlices(slicesOfPod.getOrDefault(name, new TreeSet<>()), touched);
    }
  }

  /** Whether Pods get ready is told to Services by their EndpointSlices. */
  private static boolean isSameEndpoint(PodObject before, PodObject now) {
    return before.labels().equals(now.labels())
        && before.node().equals(now.node())
        && before.standing().serviceAccount().equals(now.standing().serviceAccount());
  }

  private void touchNode(String node, Touched touched) {
    touched.pods.addAll(podsOfNode.getOrDefault(node, new TreeSet<>()));
    touchSlices(slicesOfNode.getOrDefault(node, new TreeSet<>()), touched);
    for (ResourceName pod : podsOfNode.getOrDefault(node, new TreeSet<>())) {
      touchSlices(slicesOfPod.getOrDefault(pod, new TreeSet<>()), touched);
    }
  }

  private void touchSlices(Set<ResourceName> names, Touched touched) {
    for (ResourceName name : names) {
      Optional.ofNullable(slices.get(name)).ifPresent(s -> touched.services.add(s.service()));
    }
  }

  private void rename(String network, Touched touched) {
    if (!network.equals(ownNetwork)) {
      ownNetwork = network;
      touched.services.addAll(services.keySet());
      touched.pods.addAll(pods.keySet());
    }
  }

  private static <K, V extends Comparable<V>> void link(Map<K, TreeSet<V>> index, K key, V value) {
    index.computeIfAbsent(key, absent -> new TreeSet<>()).add(value);
  }

  private static <K, V extends Comparable<V>> void unlink(
      Map<K, TreeSet<V>> index, K key, V value) {
    TreeSet<V> values = index.get(key);
    if (values != null && values.remove(value) && values.isEmpty()) {
      index.remove(key);
    }
  }
}
