package io.fairlead.controlplane.state;

import io.fairlead.controlplane.source.ConfigSink;
import io.fairlead.controlplane.source.ConfigSource;
import io.fairlead.controlplane.source.ResourceId;
import io.fairlead.model.MeshSettings;
import io.fairlead.model.MeshState;
import io.fairlead.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the current state. Writers take turns; readers see one immutable value. Whoever pushes is
 * told after each change.
 */
public final class MeshStateStore implements ConfigSink {

  private static final Logger log = LoggerFactory.getLogger(MeshStateStore.class);

  private record Current(ConfigState config, List<SourceState> sources) {}

  private final List<ConfigSource> sources;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /** Owns the writing of {@link #current}. */
  private final ReentrantLock writing = new ReentrantLock();

  private volatile Current current;

  private volatile boolean wasSynced;

  /**
   * @param sources in the order of precedence
   */
  public MeshStateStore(MeshSettings settings, List<? extends ConfigSource> sources) {
    this.sources = List.copyOf(sources);
    this.current =
        new Current(
            ConfigState.empty(settings),
            this.sources.stream().map(source -> SourceState.waiting(source.name())).toList());
  }

  public MeshState mesh() {
    return current.config.mesh();
  }

  public ConfigState config() {
    return current.config;
  }

  public List<SourceState> sources() {
    return current.sources;
  }

  /**
   * Whether every source told everything it has, so that silence can be believed, and what that
   * names was looked for. Once it is so it stays.
   */
  public boolean isSynced() {
    if (!wasSynced) {
      Current seen = current;
      wasSynced =
          seen.sources.stream().allMatch(SourceState::isSynced)
              && seen.config.mesh().rules().networks().isEveryNameAsked();
    }
    return wasSynced;
  }

  /** Everything that people have to mend. */
  public List<Problem> problems() {
    Current seen = current;
    List<Problem> all = new ArrayList<>();
    seen.sources.forEach(source -> all.addAll(source.problems()));
    seen.config.problems().values().forEach(all::addAll);
    return all.stream().distinct().toList();
  }

  /** Called after each change, on the thread of whoever made it; must not block. */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /** Changes the mesh itself, for what no source declares: the hosts that joined. */
  public void update(UnaryOperator<MeshState> change) {
    write(now -> new Current(now.config.withMesh(change.apply(now.config.mesh())), now.sources));
  }

  @Override
  public void changed(ConfigSource source, ConfigChange change) {
    int rank = rank(source);
    write(now -> new Current(now.config.with(rank, change), now.sources));
    ConfigState now = current.config;
    change.changed().stream()
        .flatMap(resource -> now.problemsOf(ResourceId.of(resource)).stream())
        .forEach(
            problem ->
                log.atWarn()
                    .addKeyValue("source", source.name())
                    .addKeyValue("problem", problem)
                    .log("A resource has a problem; an error leaves its last good state in force"));
  }

  @Override
  public void synced(ConfigSource source) {
    if (!state(source).isSynced()) {
      log.atInfo()
          .addKeyValue("source", source.name())
          .addKeyValue("resources", current.config.idsOf(rank(source)).size())
          .log("A source has told everything it has");
    }
    replace(source, SourceState::synced);
  }

  @Override
  public void problems(ConfigSource source, List<Problem> problems) {
    List<Problem> before = state(source).problems();
    replace(source, state -> state.problems(problems));
    problems.stream()
        .filter(problem -> !before.contains(problem))
        .forEach(
            problem ->
                log.atWarn()
                    .addKeyValue("source", source.name())
                    .addKeyValue("problem", problem)
                    .log("A source has a problem; its last good state holds"));
    if (problems.isEmpty() && !before.isEmpty()) {
      log.atInfo().addKeyValue("source", source.name()).log("A source is whole again");
    }
  }

  @Override
  public void connection(ConfigSource source, boolean isConnected, String error) {
    boolean was = state(source).isConnected();
    replace(source, state -> state.connection(isConnected, error));
    if (was && !isConnected) {
      log.atWarn()
          .addKeyValue("source", source.name())
          .addKeyValue("error", error)
          .log("A source is out of reach; its last good state holds");
    } else if (!was && isConnected) {
      log.atInfo().addKeyValue("source", source.name()).log("A source is connected");
    }
  }

  private int rank(ConfigSource source) {
    int rank = sources.indexOf(source);
    if (rank < 0) {
      throw new IllegalStateException("unknown source " + source.name());
    }
    return rank;
  }

  private SourceState state(ConfigSource source) {
    return current.sources.get(rank(source));
  }

  private void replace(ConfigSource source, UnaryOperator<SourceState> change) {
    int rank = rank(source);
    write(
        now -> {
          List<SourceState> next = new ArrayList<>(now.sources);
          next.set(rank, change.apply(next.get(rank)));
          return new Current(now.config, List.copyOf(next));
        });
  }

  private void write(UnaryOperator<Current> change) {
    writing.lock();
    try {
      Current next = change.apply(current);
      if (next.config == current.config && next.sources.equals(current.sources)) {
        return;
      }
      current = next;
    } finally {
      writing.unlock();
    }
    listeners.forEach(Runnable::run);
  }
}
