package io.fairlead.controlplane.workload;

import io.fairlead.controlplane.state.MeshStateStore;
import io.fairlead.controlplane.store.StateStore;
import io.fairlead.controlplane.store.WriteBehind;
import io.fairlead.model.MeshState;
import io.fairlead.model.ResourceName;
import io.fairlead.model.workload.Workload.Capture;
import io.fairlead.model.workload.WorkloadGroup;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers a host while it holds a stream. The stream is the lease: when the last one is gone for
 * longer than the grace, the host's identity and its entry leave the mesh. Nobody waits for the
 * disk: a host tells everything again on its next stream, so what a crash takes comes back with it.
 */
public final class AutoRegistration {

  private static final Logger log = LoggerFactory.getLogger(AutoRegistration.class);

  /** Where the store keeps the hosts. */
  public static final String COLLECTION = "workloads";

  /**
   * From the word that a host leaves until callers speak plaintext to it: for its proxy to take
   * that where a policy says that it should not.
   */
  static final Duration TAKING_PLAINTEXT = Duration.ofSeconds(1);

  private final MeshStateStore states;
  private final WriteBehind records;
  private final MeshUpdates updates;
  private final InstantSource clock;
  private final Graces graces;
  private final ScheduledExecutorService timer;

  /** Owns the three maps. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Map<ResourceName, HostState> hosts = new HashMap<>();
  private final Map<Long, ResourceName> byStream = new HashMap<>();
  private final Map<ResourceName, ScheduledFuture<?>> leases = new HashMap<>();

  public AutoRegistration(
      MeshStateStore states,
      WriteBehind records,
      InstantSource clock,
      Graces graces,
      ScheduledExecutorService timer) {
    this.states = states;
    this.records = records;
    this.updates = new MeshUpdates(states, clock, timer);
    this.clock = clock;
    this.graces = graces;
    this.timer = timer;
  }

  /** Puts back who was here before a restart; they have the grace of it to come again. */
  public void restore() {
    locked(
        () -> {
          for (StateStore.Entry entry : records.list()) {
            HostState host = WorkloadCodec.decode(entry.value());
            hosts.put(host.workload().name(), host);
            expireAfter(host.workload().name(), graces.afterRestart(host));
          }
          states.update(
              mesh -> {
                MeshState next = mesh;
                for (HostState host : hosts.values()) {
                  next = host.in(next);
                }
                return next;
              });
        });
  }

  /** A host's stream opened. */
  public void opened(long stream, Registration asked) {
    WorkloadGroup group = Registering.group(states.mesh(), asked);
    locked(
        () -> {
          ResourceName name = asked.workload();
          Optional<HostState> before = Optional.ofNullable(hosts.get(name));
          HostState now = Registering.host(asked, group, before, clock.instant());
          Set<Long> streams = new HashSet<>(now.streams());
          streams.add(stream);
          byStream.put(stream, name);
          cancelLease(name);
          keep(now.withStreams(streams));
          if (before.isEmpty()) {
            log.atInfo().addKeyValue("workload", name).log("A host registered");
          }
        });
  }

  /** Tells whether the host's inbound traffic passes its proxy, or will not soon. */
  public void captured(long stream, Optional<String> error) {
    change(
        stream,
        host -> {
          Capture before = host.workload().status().capture();
          Capture next = error.isEmpty() ? Capture.IN_PLACE : left(before);
          ResourceName name = host.workload().name();
          if (next != before) {
            log.atInfo()
                .addKeyValue("workload", name)
                .addKeyValue("captured", error.isEmpty())
                .log("A host told whether its traffic passes its proxy");
          }
          if (next == Capture.ENDING && before != next) {
            timer.schedule(
                () -> tellCallers(name), TAKING_PLAINTEXT.toMillis(), TimeUnit.MILLISECONDS);
          }
          return host.with(next);
        });
  }

  /** What follows on the word that a host leaves. */
  private static Capture left(Capture before) {
    return before == Capture.IN_PLACE || before == Capture.ENDING ? Capture.ENDING : Capture.ENDED;
  }

  private void tellCallers(ResourceName name) {
    locked(
        () -> {
          HostState host = hosts.get(name);
          if (host != null && host.workload().status().capture() == Capture.ENDING) {
            keep(host.with(Capture.ENDED));
          }
        });
  }

  /** Tells whether the host's application is healthy. */
  public void healthy(long stream, Optional<String> error) {
    change(stream, host -> host.withHealth(error.isEmpty()));
  }

  /** Tells that the host's agent ends and will be back, while its proxy goes on. */
  public void absent(long stream) {
    locked(
        () -> {
          ResourceName name = byStream.get(stream);
          HostState host = name == null ? null : hosts.get(name);
          if (host != null && !host.isAbsent()) {
            keep(host.absent());
            log.atInfo().addKeyValue("workload", name).log("A host's agent ends and will be back");
          }
        });
  }

  private void change(long stream, UnaryOperator<HostState> change) {
    locked(
        () -> {
          ResourceName name = byStream.get(stream);
          HostState host = name == null ? null : hosts.get(name);
          if (host != null) {
            keep(change.apply(host));
          }
        });
  }

  /** A stream ended; with the last one begins the grace. */
  public void closed(long stream) {
    locked(
        () -> {
          ResourceName name = byStream.remove(stream);
          HostState host = name == null ? null : hosts.get(name);
          if (name == null || host == null) {
            return;
          }
          Set<Long> streams = new HashSet<>(host.streams());
          streams.remove(stream);
          hosts.put(name, host.withStreams(streams));
          if (streams.isEmpty()) {
            expireAfter(name, graces.afterDisconnect(host));
          }
        });
  }

  /** A reconnect of an unchanged host costs neither a write nor a state. */
  private void keep(HostState host) {
    HostState before = hosts.put(host.workload().name(), host);
    if (before == null || !host.isRecordedAs(before)) {
      records.write(host.workload().name().toString(), WorkloadCodec.encode(host));
    }
    if (before == null) {
      updates.newcomer(host);
    } else if (!host.isSeenAs(before)) {
      updates.changed(host);
    }
  }

  private void expireAfter(ResourceName name, Duration grace) {
    cancelLease(name);
    leases.put(name, timer.schedule(() -> expire(name), grace.toMillis(), TimeUnit.MILLISECONDS));
  }

  private void cancelLease(ResourceName name) {
    ScheduledFuture<?> lease = leases.remove(name);
    if (lease != null) {
      lease.cancel(false);
    }
  }

  private void expire(ResourceName name) {
    locked(
        () -> {
          HostState host = hosts.get(name);
          if (host == null || !host.streams().isEmpty()) {
            return;
          }
          hosts.remove(name);
          leases.remove(name);
          records.delete(name.toString());
          updates.gone(host);
          log.atInfo().addKeyValue("workload", name).log("A host is gone and left the mesh");
        });
  }

  private void locked(Runnable action) {
    lock.lock();
    try {
      action.run();
    } finally {
      lock.unlock();
    }
  }
}
