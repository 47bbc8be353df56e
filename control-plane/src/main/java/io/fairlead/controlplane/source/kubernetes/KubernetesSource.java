package io.fairlead.controlplane.source.kubernetes;

import io.fairlead.controlplane.source.ConfigSink;
import io.fairlead.controlplane.source.ConfigSink.ConfigChange;
import io.fairlead.controlplane.source.ConfigSource;
import io.fairlead.controlplane.source.kubernetes.gatewayapi.GatewayApi;
import io.fairlead.controlplane.source.kubernetes.mesh.ServiceMapper;
import io.fairlead.model.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads clusters of Kubernetes, and tells of them as of one. */
public final class KubernetesSource implements ConfigSource {

  private static final Logger log = LoggerFactory.getLogger(KubernetesSource.class);

  /** Lost connections are told by nobody, so look now and then. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final List<ClusterWatch> watches = new ArrayList<>();
  private final Inbox inbox = new Inbox();
  private final World world;

  private volatile boolean isClosed;

  /** Of the source's thread alone, as are those below. */
  private boolean isSynced;

  private List<Problem> problems = List.of();
  private String error = "-";

  /**
   * @param clusters in the order in which they count; resources of Istio are read in the first
   * @param systemNamespace of the mesh in each cluster
   * @param domain of the clusters
   */
  public KubernetesSource(List<ClusterAccess> clusters, String systemNamespace, String domain) {
    this.world = new World(new ServiceMapper(domain), new GatewayApi(domain));
    for (int rank = 0; rank < clusters.size(); rank++) {
      ClusterWatch.Role role = new ClusterWatch.Role(rank, rank == 0, systemNamespace);
      ClusterWatch watch = new ClusterWatch(clusters.get(rank), role, rank, inbox);
      watches.add(watch);
      world.enter(watch);
    }
  }

  @Override
  public String name() {
    return "kubernetes";
  }

  @Override
  public void start(ConfigSink sink) {
    watches.forEach(ClusterWatch::start);
    Thread.ofVirtual().name("kubernetes").start(() -> listen(sink));
  }

  private void listen(ConfigSink sink) {
    try {
      while (!isClosed) {
        // What a cluster told before it was complete is in the inbox: ask first, then take.
        watches.stream().filter(ClusterWatch::isSynced).forEach(world::complete);
        world.put(inbox.take(LOOK));
        tell(sink);
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
    List<Problem> nowProblems = world.problems();
    if (!nowProblems.equals(problems)) {
      problems = nowProblems;
      sink.problems(this, nowProblems);
    }
    String nowError = errors();
    if (!nowError.equals(error)) {
      error = nowError;
      sink.connection(this, nowError.isEmpty(), nowError);
    }
    if (!isSynced && watches.stream().allMatch(world::isComplete)) {
      isSynced = true;
      sink.synced(this);
    }
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
