package io.fairlead.controlplane.source.kubernetes;

import io.fairlead.collections.SharedMap;
import io.fairlead.controlplane.source.ConfigSink.ConfigChange;
import io.fairlead.controlplane.source.ResourceId;
import io.fairlead.controlplane.source.kubernetes.ClusterObjects.Touched;
import io.fairlead.controlplane.source.kubernetes.gatewayapi.Derived;
import io.fairlead.controlplane.source.kubernetes.gatewayapi.GatewayApi;
import io.fairlead.controlplane.source.kubernetes.gatewayapi.Told;
import io.fairlead.controlplane.source.kubernetes.mesh.ClusterService;
import io.fairlead.controlplane.source.kubernetes.mesh.Distributions;
import io.fairlead.controlplane.source.kubernetes.mesh.EntranceMapper;
import io.fairlead.controlplane.source.kubernetes.mesh.PodMapper;
import io.fairlead.controlplane.source.kubernetes.mesh.ServiceMapper;
import io.fairlead.controlplane.source.kubernetes.object.ClusterObject;
import io.fairlead.controlplane.source.kubernetes.object.GatewayApiReader;
import io.fairlead.controlplane.source.kubernetes.object.IstioObject;
import io.fairlead.controlplane.source.kubernetes.object.NamespaceObject;
import io.fairlead.controlplane.source.kubernetes.object.PodObject;
import io.fairlead.controlplane.source.kubernetes.object.RootsObject;
import io.fairlead.controlplane.source.kubernetes.object.ServiceObject;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.read.Declaration;
import io.fairlead.model.Problem;
import io.fairlead.model.ResourceName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What all clusters have, as one. A cluster counts from the moment that it has told everything, so
 * that nobody sees a Service with half of its Pods. Of the source's thread alone.
 */
final class World {

  /** The identity of a Pod, beside what others may select of it. */
  private static final String IDENTITY = "Pod identity";

  /** What a Service between networks is, beside a service. */
  private static final String ENTRANCE = "Service between networks";

  /** In the order in which they count: those of the settings, then the others by name. */
  private final NavigableMap<ClusterWatch, Cluster> clusters =
      new TreeMap<>(ClusterWatch.BY_PRECEDENCE);

  /** What is wrong with resources of Istio as they are written. */
  private SharedMap<ResourceId, List<Problem>> problems = SharedMap.sorted();

  /** Those Services between networks that were told. */
  private final Set<ResourceId> entrances = new HashSet<>();

  private final ServiceMapper services;
  private final GatewayApi gatewayApi;
  private final Distributions distributions;

  /** Rules that were told of Services. */
  private final Map<ResourceName, IstioResource> distributed = new HashMap<>();

  /** One of them, and what of it was not told yet. */
  private static final class Cluster {
    final ClusterObjects objects;
    final PodMapper pods;
    final EntranceMapper entrances;
    final Touched touched = Touched.nothing();
    boolean isComplete;

    Cluster(ClusterAccess access) {
      this.objects = new ClusterObjects(access.network());
      this.pods = new PodMapper(access.cluster(), objects);
      this.entrances = new EntranceMapper(access.cluster());
    }
  }

  /**
   * @param domain of the clusters
   * @param systemNamespace of the mesh
   */
  World(String domain, String systemNamespace) {
    this.distributions = new Distributions(systemNamespace);
    this.services = new ServiceMapper(domain);
    this.gatewayApi = new GatewayApi(domain);
  }

  /** What is told back of the resources of the Gateway API. */
  SharedMap<ResourceId, Told> told() {
    return gatewayApi.told();
  }

  /** ConfigMaps that policies name; the same object until it differs. */
  Set<ResourceName> namedRoots() {
    return gatewayApi.namedRoots();
  }

  /** Whether nothing was heard yet of one of them: policies that name it wait. */
  boolean awaitsRoots() {
    return gatewayApi.awaitsRoots();
  }

  /** What is wrong with resources of Istio as they are written, for who tells it back. */
  SharedMap<ResourceId, List<Problem>> misspelt() {
    return problems;
  }

  void enter(ClusterWatch watch) {
    clusters.put(watch, new Cluster(watch.access()));
  }

  /** Takes what came in; of clusters that were left meanwhile, nothing. */
  void put(Map<Inbox.Place, Optional<ClusterObject>> news) {
    news.forEach(
        (place, object) -> {
          Cluster cluster = clusters.get(place.watch());
          if (cluster != null) {
            cluster.objects.put(place.key(), object, cluster.touched);
          }
        });
  }

  /**
   * The cluster has told everything: it counts, in place of one of the same name that was reached
   * otherwise.
   */
  void complete(ClusterWatch watch) {
    Cluster cluster = clusters.get(watch);
    if (cluster == null || cluster.isComplete) {
      return;
    }
    cluster.isComplete = true;
    clusters
        .entrySet()
        .removeIf(
            other -> {
              boolean isReplaced =
                  other.getValue() != cluster
                      && other.getKey().access().cluster().equals(watch.access().cluster());
              if (isReplaced) {
                other.getValue().objects.touchAll(cluster.touched);
              }
              return isReplaced;
            });
  }

  /** What differs from what was told last, of those clusters that have told everything. */
  ConfigChange change() {
    Changes changes = new Changes();
    clusters.values().stream().filter(cluster -> cluster.isComplete).forEach(changes::of);
    return changes.all();
  }

  /** What no longer holds when a cluster is left; the others stay as they are. */
  ConfigChange leave(String name) {
    Changes changes = new Changes();
    for (ClusterWatch watch : List.copyOf(clusters.keySet())) {
      Cluster cluster = watch.access().cluster().equals(name) ? clusters.remove(watch) : null;
      if (cluster != null && cluster.isComplete) {
        Cluster nothing = new Cluster(watch.access());
        cluster.objects.touchAll(nothing.touched);
        changes.of(nothing);
      }
    }
    return changes.all();
  }

  boolean isComplete(ClusterWatch watch) {
    Cluster cluster = clusters.get(watch);
    return cluster != null && cluster.isComplete;
  }

  /** What is wrong with the resources that people wrote. */
  List<Problem> problems() {
    return Stream.concat(
            problems.values().stream().flatMap(List::stream), gatewayApi.problems().stream())
        .toList();
  }

  /** Changes in the making. */
  private final class Changes {
    private final List<IstioResource> changed = new ArrayList<>();
    private final Map<ResourceId, Declaration> declared = new TreeMap<>();
    private final List<ResourceId> removed = new ArrayList<>();
    private final Set<ResourceName> calledAnew = new TreeSet<>();

    void of(Cluster cluster) {
      cluster.touched.pods().forEach(name -> pod(cluster, name));
      cluster.touched.resources().forEach(key -> resource(cluster, key));
      cluster.touched.services().forEach(this::service);
      cluster.touched.gatewayApi().forEach(key -> gatewayApi(cluster, key));
      cluster.touched.services().forEach(name -> entrance(cluster, name));
      cluster.touched.clear();
    }

    private void gatewayApi(Cluster cluster, ClusterObject.Key key) {
      if (key.kind().equals(NamespaceObject.KIND)) {
        String namespace = key.name().name();
        gatewayApi.namespace(namespace, cluster.objects.labels(namespace));
      } else if (key.kind().equals(RootsObject.KIND)) {
        gatewayApi.roots(key.name(), cluster.objects.roots(key.name()));
      } else {
        gatewayApi.put(
            new ResourceId(GatewayApiReader.kindOf(key), key.name()),
            cluster.objects.gatewayApi(key));
      }
    }

    ConfigChange all() {
      Derived derived = gatewayApi.update();
      changed.addAll(derived.changed());
      removed.addAll(derived.removed());
      calledAnew.addAll(derived.services());
      calledAnew.forEach(this::distribution);
      return new ConfigChange(changed, declared, removed);
    }

    void service(ResourceName name) {
      List<ClusterService> found = found(name);
      gatewayApi.service(name, found.isEmpty() ? null : found.getFirst().service());
      calledAnew.add(name);
      declare(
          new ResourceId(ServiceObject.KIND, name),
          found.isEmpty()
              ? Optional.empty()
              : Optional.of(new Declaration.Services(List.of(services.map(found)))));
    }

    private List<ClusterService> found(ResourceName service) {
      return clusters.values().stream()
          .filter(cluster -> cluster.isComplete)
          .flatMap(cluster -> cluster.objects.service(service).stream())
          .toList();
    }

    /** Callers in the mesh's own namespace would follow it instead of what policies say. */
    private void distribution(ResourceName service) {
      Optional<IstioResource> rule =
          found(service).stream()
              .findFirst()
              .filter(any -> !gatewayApi.calls(service))
              .flatMap(first -> distributions.rule(first.service(), services.host(service)));
      if (rule.isEmpty()) {
        if (distributed.remove(service) != null) {
          removed.add(new ResourceId("DestinationRule", distributions.name(service)));
        }
      } else if (!rule.get().equals(distributed.put(service, rule.get()))) {
        changed.add(rule.get());
      }
    }

    /** Few Services are one: of the others nothing is told. */
    void entrance(Cluster cluster, ResourceName name) {
      ResourceId id = new ResourceId(ENTRANCE, cluster.entrances.name(name));
      Optional<Declaration.Networks> now =
          cluster
              .objects
              .service(name)
              .map(ClusterService::service)
              .flatMap(
                  service ->
                      service.entrance().map(way -> cluster.entrances.networks(service, way)))
              .map(Declaration.Networks::new);
      boolean wasTold = now.isPresent() ? !entrances.add(id) : entrances.remove(id);
      if (now.isPresent() || wasTold) {
        declare(id, now);
      }
    }

    void pod(Cluster cluster, ResourceName name) {
      Optional<PodObject> pod = cluster.objects.pod(name);
      ResourceName told = cluster.pods.name(name);
      declare(
          new ResourceId(PodObject.KIND, told),
          pod.flatMap(cluster.pods::entry).map(Declaration.Entry::new));
      declare(
          new ResourceId(IDENTITY, told),
          pod.flatMap(cluster.pods::identity).map(Declaration.Identity::new));
    }

    private void declare(ResourceId id, Optional<? extends Declaration> declaration) {
      declaration.ifPresentOrElse(now -> declared.put(id, now), () -> removed.add(id));
    }

    /** One that cannot be read any more keeps what it said last. */
    void resource(Cluster cluster, ClusterObject.Key key) {
      Optional<IstioObject> resource = cluster.objects.resource(key);
      ResourceId id = new ResourceId(key.kind(), key.name());
      if (resource.isEmpty()) {
        removed.add(id);
      }
      List<Problem> found = resource.map(now -> now.parsed().problems()).orElse(List.of());
      if (found.isEmpty()) {
        problems = problems.minus(id);
      } else if (!found.equals(problems.get(id))) {
        problems = problems.plus(id, List.copyOf(found));
      }
      resource.ifPresent(now -> changed.addAll(now.parsed().values()));
    }
  }
}
