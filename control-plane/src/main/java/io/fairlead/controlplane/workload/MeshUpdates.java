package io.fairlead.controlplane.workload;

import io.fairlead.controlplane.state.MeshStateStore;
import io.fairlead.model.MeshState;
import io.fairlead.model.ResourceName;
import io.fairlead.model.workload.Workload;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings hosts into the mesh and out of it. The first change makes a state at once; those that come
 * within the pace after it make one state together, and of each host only the newest counts.
 */
final class MeshUpdates {

  static final Duration PACE = Duration.ofMillis(5);

  private static final Logger log = LoggerFactory.getLogger(MeshUpdates.class);

  private final MeshStateStore states;
  private final InstantSource clock;
  private final ScheduledExecutorService timer;

  private final ReentrantLock lock = new ReentrantLock();

  /** Owned by the lock, as are those below. */
  private final Map<ResourceName, UnaryOperator<MeshState>> waiting = new LinkedHashMap<>();

  private final List<Workload> newcomers = new ArrayList<>();
  private boolean isScheduled;
  private Instant last = Instant.MIN;

  MeshUpdates(MeshStateStore states, InstantSource clock, ScheduledExecutorService timer) {
    this.states = states;
    this.clock = clock;
    this.timer = timer;
  }

  void newcomer(HostState host) {
    put(host.workload().name(), host::in, List.of(host.workload()));
  }

  void changed(HostState host) {
    put(host.workload().name(), host::in, List.of());
  }

  void gone(HostState host) {
    put(host.workload().name(), host::leaving, List.of());
  }

  private void put(ResourceName name, UnaryOperator<MeshState> change, List<Workload> registering) {
    lock.lock();
    try {
      waiting.put(name, change);
      newcomers.addAll(registering);
      if (isScheduled) {
        return;
      }
      Duration rest = rest();
      if (rest.isZero()) {
        publish();
      } else {
        isScheduled = true;
        timer.schedule(this::due, rest.toNanos(), TimeUnit.NANOSECONDS);
      }
    } finally {
      lock.unlock();
    }
  }

  /** At most the pace, even where the clock was set back. */
  private Duration rest() {
    Instant now = clock.instant();
    Instant next = last.equals(Instant.MIN) ? now : last.plus(PACE);
    Duration rest = Duration.between(now, next);
    if (rest.isNegative()) {
      return Duration.ZERO;
    }
    return rest.compareTo(PACE) < 0 ? rest : PACE;
  }

  private void due() {
    lock.lock();
    try {
      isScheduled = false;
      publish();
    } finally {
      lock.unlock();
    }
  }

  private void publish() {
    last = clock.instant();
    states.update(
        mesh -> {
          MeshState next = mesh;
          for (UnaryOperator<MeshState> change : waiting.values()) {
            next = change.apply(next);
          }
          return next;
        });
    waiting.clear();
    newcomers.forEach(this::warnOfRivals);
    newcomers.clear();
  }

  private void warnOfRivals(Workload workload) {
    MeshState mesh = states.mesh();
    for (String address : workload.addresses()) {
      mesh.claimants(workload.placement().network(), address).stream()
          .filter(rival -> !rival.name().equals(workload.name()))
          .filter(rival -> rival.hasJoined() || !rival.hasIdentityOf(workload))
          .forEach(
              rival ->
                  log.atWarn()
                      .addKeyValue("address", address)
                      .addKeyValue("workload", workload.name())
                      .addKeyValue("rival", rival.name())
                      .log("Two hosts claim one address; the newer registration holds"));
    }
  }
}
