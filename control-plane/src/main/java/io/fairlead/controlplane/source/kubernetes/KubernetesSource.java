package io.fairlead.controlplane.source.kubernetes;

import io.fairlead.collections.SharedMap;
import io.fairlead.controlplane.source.ConfigSink;
import io.fairlead.controlplane.source.ConfigSink.ConfigChange;
import io.fairlead.controlplane.source.ConfigSource;
import io.fairlead.controlplane.source.ResourceId;
import io.fairlead.controlplane.source.kubernetes.gatewayapi.Told;
import io.fairlead.controlplane.source.kubernetes.object.ClusterObject;
import io.fairlead.controlplane.source.kubernetes.object.Kubeconfig;
import io.fairlead.model.Problem;
import io.fairlead.model.ResourceName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads clusters of Kubernetes, and tells of them as of one. */
public final class KubernetesSource implements ConfigSource {

  private static final Logger log = LoggerFactory.getLogger(KubernetesSource.class);

  /** Lost connections are told by nobody, so look now and then. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** A cluster that a Secret names and nobody reaches must not keep the mesh from starting. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final Settings settings;
  private final Inbox inbox = new Inbox();
  private final World world;
  private final InstantSource clock;

  /** Written by the source's thread alone. */
  private final List<ClusterWatch> watches = new CopyOnWriteArrayList<>();

  private volatile boolean isClosed;

  /** What is told back of resources of the Gateway API. Written by the source's thread alone. */
  private volatile SharedMap<ResourceId, Told> told = SharedMap.sorted();

  /** The same of those of Istio that cannot be read as they are written. */
  private volatile SharedMap<ResourceId, List<Problem>> misspelt = SharedMap.sorted();

  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /** Of the source's thread alone, as are those below. */
  private final Map<String, Kubeconfig> remote = new TreeMap<>();

  private final Remotes remotes;
  private Set<ResourceName> namedRoots = Set.of();
  private long serial;
  private boolean isSynced;
  private List<Problem> problems = List.of();
  private String error = "-";

  /**
   * What is read.
   *
   * @param clusters in the order in which they count; resources of Istio are read in the first
   * @param systemNamespace of the mesh in each cluster
   * @param secretNamespace of the first, whose Secrets name other clusters; empty for none
   * @param domain of the clusters
   */
  public record Settings(
      List<ClusterAccess> clusters, String systemNamespace, String secretNamespace, String domain) {

    public Settings {
      clusters = List.copyOf(clusters);
    }
  }

  public KubernetesSource(Settings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.world = new World(settings.domain(), settings.systemNamespace());
    this.remotes =
        new Remotes(
            settings.clusters().stream().map(ClusterAccess::cluster).collect(Collectors.toSet()));
    for (int rank = 0; rank < settings.clusters().size(); rank++) {
      boolean isFirst = rank == 0;
      enter(
          settings.clusters().get(rank),
          new ClusterWatch.Role(
              rank,
              isFirst,
              settings.systemNamespace(),
              isFirst ? settings.secretNamespace() : ""));
    }
  }

  private ClusterWatch enter(ClusterAccess access, ClusterWatch.Role role) {
    ClusterWatch watch = new ClusterWatch(access, role, serial++, inbox);
    watches.add(watch);
    world.enter(watch);
    return watch;
  }

  @Override
  public String name() {
    return "kubernetes";
  }

  /** How each resource of the Gateway API stands, for those who tell it back. */
  public SharedMap<ResourceId, Told> told() {
    return told;
  }

  /** What is wrong with resources of Istio as they are written, before anything is made of them. */
  public SharedMap<ResourceId, List<Problem>> misspelt() {
    return misspelt;
  }

  /** Called after each change of these; must not block. */
  public void onTold(Runnable listener) {
    listeners.add(listener);
  }

  @Override
  public void start(ConfigSink sink) {
    watches.forEach(ClusterWatch::start);
    Thread.ofVirtual().name("kubernetes").start(() -> listen(sink));
  }

  private void listen(ConfigSink sink) {
    Instant begin = clock.instant();
    try {
      while (!isClosed) {
        // What a cluster told before it was complete is in the inbox: ask first, then take.
        watches.stream().filter(ClusterWatch::isSynced).forEach(world::complete);
        Map<Inbox.Place, Optional<ClusterObject>> news = inbox.take(LOOK);
        if (remotes.take(news)) {
          reach(remotes.wanted(), sink);
        }
        world.put(news);
        tell(sink);
        if (!isSynced && isComplete(begin)) {
          isSynced = true;
          sink.synced(this);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("The source of Kubernetes has failed; restart the program");
      sink.connection(this, false, "failed: " + e.getMessage());
    }
  }

  private void tell(ConfigSink sink) {
    ConfigChange change = world.change();
    if (!change.isEmpty()) {
      sink.changed(this, change);
    }
    if (!world.namedRoots().equals(namedRoots)) {
      namedRoots = world.namedRoots();
      watches.forEach(watch -> watch.wantRoots(namedRoots));
    }
    if (world.told() != told || world.misspelt() != misspelt) {
      told = world.told();
      misspelt = world.misspelt();
      listeners.forEach(Runnable::run);
    }
    List<Problem> nowProblems = new ArrayList<>(world.problems());
    nowProblems.addAll(remotes.problems());
    if (!nowProblems.equals(problems)) {
      problems = nowProblems;
      sink.problems(this, nowProblems);
    }
    String nowError = errors();
    if (!nowError.equals(error)) {
      error = nowError;
      sink.connection(this, nowError.isEmpty(), nowError);
    }
  }

  /**
   * Begins with clusters that are new or reached otherwise, and leaves those that are named no
   * more.
   */
  private void reach(Map<String, Kubeconfig> wanted, ConfigSink sink) {
    for (String gone : List.copyOf(remote.keySet())) {
      if (!wanted.containsKey(gone)) {
        remote.remove(gone);
        forget(gone);
        sink.changed(this, world.leave(gone));
        log.atInfo().addKeyValue("cluster", gone).log("A cluster is left");
      }
    }
    wanted.forEach(
        (cluster, kubeconfig) -> {
          if (!kubeconfig.equals(remote.put(cluster, kubeconfig))) {
            forget(cluster);
            enter(
                    new ClusterAccess(cluster, "", List.of(), () -> Clients.byText(kubeconfig)),
                    new ClusterWatch.Role(Integer.MAX_VALUE, false, settings.systemNamespace(), ""))
                .start();
            log.atInfo().addKeyValue("cluster", cluster).log("A cluster is entered");
          }
        });
  }

  /** What it told stays until the next way to it has told everything, or it is left. */
  private void forget(String cluster) {
    for (ClusterWatch watch : watches) {
      if (watch.access().cluster().equals(cluster)) {
        watch.close();
        watches.remove(watch);
      }
    }
  }

  /** What is said of roots is awaited, not roots: else callers would be told to believe nobody. */
  private boolean isComplete(Instant begin) {
    boolean isPatient = clock.instant().isBefore(begin.plus(LONGEST_WAIT));
    return watches.stream()
            .filter(watch -> isPatient || !remote.containsKey(watch.access().cluster()))
            .allMatch(world::isComplete)
        && !world.awaitsRoots();
  }

  private String errors() {
    return watches.stream()
        .filter(watch -> !watch.error().isEmpty())
        .map(watch -> "cluster " + watch.access().cluster() + ": " + watch.error())
        .collect(Collectors.joining("; "));
  }

  @Override
  public void close() {
    isClosed = true;
    inbox.wake();
    watches.forEach(ClusterWatch::close);
  }
}
