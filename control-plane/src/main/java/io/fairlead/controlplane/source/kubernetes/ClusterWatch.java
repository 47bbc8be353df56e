package io.fairlead.controlplane.source.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fairlead.controlplane.source.kubernetes.object.ClusterObject;
import io.fairlead.controlplane.source.kubernetes.object.NamespaceObject;
import io.fairlead.controlplane.source.kubernetes.object.NetworkObject;
import io.fairlead.controlplane.source.kubernetes.object.NodeObject;
import io.fairlead.controlplane.source.kubernetes.object.PlaceReader;
import io.fairlead.controlplane.source.kubernetes.object.PodObject;
import io.fairlead.controlplane.source.kubernetes.object.PodReader;
import io.fairlead.controlplane.source.kubernetes.object.RemoteObject;
import io.fairlead.controlplane.source.kubernetes.object.RemoteReader;
import io.fairlead.controlplane.source.kubernetes.object.ServiceObject;
import io.fairlead.controlplane.source.kubernetes.object.ServiceReader;
import io.fairlead.controlplane.source.kubernetes.object.SliceObject;
import io.fairlead.controlplane.source.kubernetes.object.SliceReader;
import io.fairlead.model.ResourceName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of everything that one cluster has, from its start until it is closed, however often the
 * connection is lost meanwhile.
 */
final class ClusterWatch implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ClusterWatch.class);

  /** How often it is looked whether kinds of Istio were defined or removed. */
  private static final Duration LOOK = Duration.ofSeconds(5);

  static final Comparator<ClusterWatch> BY_PRECEDENCE =
      Comparator.comparingInt((ClusterWatch watch) -> watch.role.rank())
          .thenComparing(watch -> watch.access.cluster())
          .thenComparingLong(watch -> watch.serial);

  /**
   * What a cluster is to the mesh.
   *
   * @param rank among the clusters: the lowest says how a Service is called
   * @param holdsConfiguration whether its resources of Istio are read
   * @param systemNamespace whose label names the network of the cluster
   * @param secretNamespace whose Secrets name other clusters; empty where none does
   */
  record Role(
      int rank, boolean holdsConfiguration, String systemNamespace, String secretNamespace) {}

  private final ClusterAccess access;
  private final Role role;
  private final long serial;
  private final Inbox inbox;
  private final Semaphore wakes = new Semaphore(0);
  private volatile boolean isClosed;

  /** ConfigMaps whose authorities are wanted. Written by the source's thread alone. */
  private volatile Set<ResourceName> roots = Set.of();

  /** Written by the watching thread alone, as is the error. */
  private volatile List<ObjectWatch<?>> watches = List.of();

  private volatile boolean isLookedAt;
  private volatile String error = "not connected yet";

  ClusterWatch(ClusterAccess access, Role role, long serial, Inbox inbox) {
    this.access = access;
    this.role = role;
    this.serial = serial;
    this.inbox = inbox;
  }

  ClusterAccess access() {
    return access;
  }

  /** The ConfigMaps that policies name, if this cluster is the one that is asked for them. */
  void wantRoots(Set<ResourceName> named) {
    if (role.holdsConfiguration) {
      roots = Set.copyOf(named);
      wakes.release();
    }
  }

  void start() {
    Thread.ofVirtual().name("cluster " + access.cluster()).start(this::run);
  }

  /** Whether it has told everything that the cluster has. */
  boolean isSynced() {
    List<ObjectWatch<?>> all = watches;
    return isLookedAt && all.stream().allMatch(watch -> watch.hasListed() || isDoneWithout(watch));
  }

  /** Without Nodes localities are less telling; without the rest there is nothing to tell. */
  private static boolean isDoneWithout(ObjectWatch<?> watch) {
    return watch.isForbidden() && watch.isOptional();
  }

  /** Why something of it is out of reach; empty while all is well. */
  String error() {
    if (!error.isEmpty()) {
      return error;
    }
    return watches.stream()
        .filter(watch -> !isDoneWithout(watch))
        .map(ObjectWatch::error)
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** The kinds that the account may not read, and that can be done without. */
  List<String> unread() {
    return watches.stream()
        .filter(ClusterWatch::isDoneWithout)
        .map(ObjectWatch::name)
        .distinct()
        .toList();
  }

  private void run() {
    try {
      while (!isClosedWithin(Duration.ZERO)) {
        try (KubernetesClient client = Clients.of(access.client().read())) {
          watch(client);
        } catch (IllegalArgumentException | KubernetesClientException e) {
          failed(e);
          isClosedWithin(LOOK);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void watch(KubernetesClient client) throws InterruptedException {
    List<ObjectWatch<?>> core = core(client);
    try (IstioKinds istio = new IstioKinds(client, access, source(), new Told());
        NamedRoots namedRoots = new NamedRoots(client, new Told())) {
      watches = core;
      core.forEach(ObjectWatch::start);
      do {
        namedRoots.look(roots);
        look(core, istio);
      } while (!isClosedWithin(LOOK));
    } finally {
      core.forEach(ObjectWatch::close);
    }
  }

  private void look(List<ObjectWatch<?>> core, IstioKinds istio) {
    try {
      if (role.holdsConfiguration) {
        istio.look();
        List<ObjectWatch<?>> all = new ArrayList<>(core);
        all.addAll(istio.watches());
        watches = List.copyOf(all);
      }
      isLookedAt = true;
      error = "";
      inbox.wake();
    } catch (KubernetesClientException e) {
      failed(e);
    }
  }

  private void failed(RuntimeException e) {
    error = ObjectWatch.reason(e);
    log.atDebug().addKeyValue("cluster", access.cluster()).setCause(e).log("A look failed");
    inbox.wake();
  }

  private boolean isClosedWithin(Duration time) throws InterruptedException {
    if (wakes.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
      wakes.drainPermits();
    }
    return isClosed;
  }

  private List<ObjectWatch<?>> core(KubernetesClient client) {
    PodReader pods = new PodReader(access.cluster());
    List<ObjectWatch<?>> all = new ArrayList<>();
    all.addAll(
        namespaced(ServiceObject.KIND, Service::new, ServiceReader::read, client.services()));
    all.addAll(
        namespaced(
            SliceObject.KIND,
            EndpointSlice::new,
            SliceReader::read,
            client.discovery().v1().endpointSlices()));
    all.addAll(namespaced(PodObject.KIND, Pod::new, pods::read, client.pods()));
    all.add(
        new ObjectWatch<>(
            ObjectWatch.Kind.optional(
                NodeObject.KIND, Node::new, node -> Optional.of(PlaceReader.node(node))),
            client.nodes(),
            new Told()));
    all.add(
        new ObjectWatch<>(
            ObjectWatch.Kind.optional(
                NetworkObject.KIND,
                Namespace::new,
                namespace -> Optional.of(PlaceReader.network(namespace))),
            client.namespaces().withName(role.systemNamespace),
            new Told()));
    if (!role.secretNamespace.isEmpty()) {
      RemoteReader remotes = new RemoteReader(source(), client.getKubernetesSerialization());
      all.add(
          new ObjectWatch<>(
              ObjectWatch.Kind.needed(
                  RemoteObject.KIND, Secret::new, secret -> Optional.of(remotes.read(secret))),
              client
                  .secrets()
                  .inNamespace(role.secretNamespace)
                  .withLabel("istio/multiCluster", "true"),
              new Told()));
    }
    if (role.holdsConfiguration) {
      all.add(
          new ObjectWatch<>(
              ObjectWatch.Kind.optional(
                  NamespaceObject.KIND,
                  Namespace::new,
                  namespace -> Optional.of(NamespaceObject.of(namespace))),
              client.namespaces(),
              new Told()));
    }
    return List.copyOf(all);
  }

  private String source() {
    return "kubernetes:" + access.cluster();
  }

  private <T extends HasMetadata> List<ObjectWatch<?>> namespaced(
      String name,
      Supplier<T> blank,
      Function<T, Optional<? extends ClusterObject>> reader,
      MixedOperation<T, ?, ?> objects) {
    ObjectWatch.Kind<T> kind = ObjectWatch.Kind.needed(name, blank, reader);
    if (access.namespaces().isEmpty()) {
      return List.of(new ObjectWatch<>(kind, objects.inAnyNamespace(), new Told()));
    }
    List<ObjectWatch<?>> all = new ArrayList<>();
    for (String namespace : access.namespaces()) {
      Informable<T> place = objects.inNamespace(namespace);
      all.add(new ObjectWatch<>(kind, place, new Told()));
    }
    return all;
  }

  @Override
  public void close() {
    isClosed = true;
    wakes.release();
  }

  /** Puts what is heard into the inbox, as the word of this cluster. */
  private final class Told implements ObjectWatch.Listener {

    @Override
    public void object(ClusterObject.Key key, Optional<ClusterObject> object) {
      inbox.put(ClusterWatch.this, key, object);
    }

    @Override
    public void stood() {
      inbox.wake();
    }
  }
}
