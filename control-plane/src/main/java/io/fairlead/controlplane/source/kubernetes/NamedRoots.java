package io.fairlead.controlplane.source.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fairlead.controlplane.source.kubernetes.object.ClusterObject;
import io.fairlead.controlplane.source.kubernetes.object.RootsObject;
import io.fairlead.model.ResourceName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The ConfigMaps that policies name, each watched by its own name: clusters have thousands of
 * others, which are none of the mesh's business. Of each one something is told soon, if only why
 * there is nothing to tell. Of the thread that looks alone.
 */
final class NamedRoots implements AutoCloseable {

  /** Each is a connection to the API server. */
  static final int MOST = 128;

  private final KubernetesClient client;
  private final ObjectWatch.Listener listener;
  private final Map<ResourceName, ObjectWatch<ConfigMap>> watches = new TreeMap<>();
  private final Set<ResourceName> beyond = new TreeSet<>();

  NamedRoots(KubernetesClient client, ObjectWatch.Listener listener) {
    this.client = client;
    this.listener = listener;
  }

  /** Begins to watch what is named now and was not, and ends with what no longer is. */
  void look(Set<ResourceName> named) {
    for (ResourceName name : List.copyOf(watches.keySet())) {
      if (!named.contains(name)) {
        Optional.ofNullable(watches.remove(name)).ifPresent(ObjectWatch::close);
        listener.object(key(name), Optional.empty());
      }
    }
    for (ResourceName name : List.copyOf(beyond)) {
      if (!named.contains(name)) {
        beyond.remove(name);
        listener.object(key(name), Optional.empty());
      }
    }
    for (ResourceName name : named) {
      if (!watches.containsKey(name)) {
        begin(name);
      }
    }
  }

  private void begin(ResourceName name) {
    if (watches.size() < MOST) {
      beyond.remove(name);
      Answers answers = new Answers(name);
      ObjectWatch<ConfigMap> watch =
          new ObjectWatch<>(
              ObjectWatch.Kind.optional(
                  RootsObject.KIND, ConfigMap::new, map -> Optional.of(RootsObject.of(map))),
              client.configMaps().inNamespace(name.namespace()).withName(name.name()),
              answers);
      answers.watch = watch;
      watches.put(name, watch);
      watch.start();
    } else if (beyond.add(name)) {
      String sentence = "is not read, for %d others are named: share ConfigMaps".formatted(MOST);
      listener.object(key(name), Optional.of(RootsObject.without(name, sentence)));
    }
  }

  private static ClusterObject.Key key(ResourceName name) {
    return new ClusterObject.Key(RootsObject.KIND, name);
  }

  @Override
  public void close() {
    watches.values().forEach(ObjectWatch::close);
  }

  /** Says what became of one of them, when there is no such object, too. */
  private final class Answers implements ObjectWatch.Listener {

    private final ResourceName name;
    private final ReentrantLock lock = new ReentrantLock();

    /** Set before it starts. */
    private volatile @Nullable ObjectWatch<ConfigMap> watch;

    /** Owned by the lock: what the API server said stays until it says something else. */
    private boolean isHeard;

    private Answers(ResourceName name) {
      this.name = name;
    }

    @Override
    public void object(ClusterObject.Key key, Optional<ClusterObject> object) {
      lock.lock();
      try {
        isHeard = true;
        tell(object.orElseGet(this::absent));
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void stood() {
      ObjectWatch<ConfigMap> now = watch;
      lock.lock();
      try {
        if (!isHeard && now != null) {
          isHeard = now.hasListed();
          tell(isHeard ? absent() : RootsObject.without(name, failure(now)));
        }
      } finally {
        lock.unlock();
      }
    }

    private void tell(ClusterObject answer) {
      listener.object(key(name), Optional.of(answer));
    }

    private RootsObject absent() {
      return RootsObject.without(name, "is not there: make it, with the certificates in ca.crt");
    }

    private static String failure(ObjectWatch<ConfigMap> watch) {
      return watch.isForbidden()
          ? "may not be read: let the control plane's account get, list and watch it"
          : "is out of reach (" + watch.error() + "): look at the API server";
    }
  }
}
