package io.fairlead.controlplane.workload;

import io.fairlead.controlplane.state.MeshStateStore;
import io.fairlead.controlplane.store.StateStore;
import io.fairlead.model.Labels;
import io.fairlead.model.MeshState;
import io.fairlead.model.ResourceName;
import io.fairlead.model.service.Placement;
import io.fairlead.model.workload.Workload;
import io.fairlead.model.workload.WorkloadGroup;
import io.grpc.Status;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
 * longer than the grace, the host's identity and its entry leave the mesh.
 */
public final class AutoRegistration {

  private static final Logger log = LoggerFactory.getLogger(AutoRegistration.class);
  private static final String COLLECTION = "workloads";

  private final MeshStateStore states;
  private final StateStore store;
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
      StateStore store,
      InstantSource clock,
      Graces graces,
      ScheduledExecutorService timer) {
    this.states = states;
    this.store = store;
    this.clock = clock;
    this.graces = graces;
    this.timer = timer;
  }

  /** Puts back who was here before a restart; they have the restart grace to come again. */
  public void restore() {
    locked(
        () -> {
          for (StateStore.Entry entry : store.list(COLLECTION)) {
            HostState host = WorkloadCodec.decode(entry.value());
            hosts.put(host.workload().name(), host);
            states.update(host::in);
            expireAfter(host.workload().name(), graces.restart());
          }
        });
  }

  /** A host's stream opened. */
  public void opened(long stream, Registration asked) {
    WorkloadGroup group = group(asked);
    locked(
        () -> {
          ResourceName name = asked.workload();
          Optional<HostState> before = Optional.ofNullable(hosts.get(name));
          HostState now = registered(asked, group, before);
          Set<Long> streams = new HashSet<>(now.streams());
          streams.add(stream);
          byStream.put(stream, name);
          cancelLease(name);
          keep(now.withStreams(streams));
          if (before.isEmpty()) {
            log.atInfo().addKeyValue("workload", name).log("A host registered");
            warnOfRivals(now.workload());
          }
        });
  }

  private WorkloadGroup group(Registration asked) {
    WorkloadGroup group =
        states
            .mesh()
            .group(asked.group())
            .orElseThrow(
                () ->
                    Status.FAILED_PRECONDITION
                        .withDescription(
                            "there is no WorkloadGroup " + asked.group() + "; apply it first")
                        .asRuntimeException());
    String account = asked.proxy().identity().serviceAccount();
    if (!group.serviceAccount().equals(account)) {
      throw Status.PERMISSION_DENIED
          .withDescription(
              "WorkloadGroup "
                  + asked.group()
                  + " is for the service account "
                  + group.serviceAccount()
                  + ", not "
                  + account)
          .asRuntimeException();
    }
    return group;
  }

  /** Node labels go over the group's; a host that comes back keeps its place and its state. */
  private HostState registered(
      Registration asked, WorkloadGroup group, Optional<HostState> before) {
    Map<String, String> labels = new LinkedHashMap<>(group.labels().values());
    labels.putAll(asked.proxy().labels().values());
    Workload.Status status =
        before
            .map(host -> host.workload().status())
            .orElseGet(() -> new Workload.Status(clock.instant(), false));
    boolean isCaptured = status.isCaptured() || !asked.tellsCapture();
    Workload workload =
        new Workload(
            asked.workload(),
            asked.proxy().addresses(),
            new Workload.Membership(group.name().name(), asked.proxy().identity().serviceAccount()),
            new Labels(labels),
            placement(asked, group),
            new Workload.Status(status.registered(), isCaptured));
    return new HostState(
        workload,
        group.ports(),
        before.map(HostState::isHealthy).orElse(true),
        before.map(HostState::streams).orElse(Set.of()));
  }

  private static Placement placement(Registration asked, WorkloadGroup group) {
    Placement own = asked.proxy().placement();
    boolean knowsLocality = !own.locality().region().isEmpty();
    return new Placement(
        own.network().isEmpty() ? group.placement().network() : own.network(),
        knowsLocality ? own.locality() : group.placement().locality());
  }

  private void warnOfRivals(Workload workload) {
    MeshState mesh = states.mesh();
    for (String address : workload.addresses()) {
      mesh.claimants(workload.placement().network(), address).stream()
          .filter(rival -> !rival.name().equals(workload.name()))
          .forEach(
              rival ->
                  log.atWarn()
                      .addKeyValue("address", address)
                      .addKeyValue("workload", workload.name())
                      .addKeyValue("rival", rival.name())
                      .log("Two hosts claim one address; the newer registration holds"));
    }
  }

  /** Tells whether the host's inbound traffic passes its proxy. */
  public void captured(long stream, Optional<String> error) {
    change(
        stream,
        host -> {
          Workload.Status status = host.workload().status();
          Workload.Status next = new Workload.Status(status.registered(), error.isEmpty());
          if (!next.equals(status)) {
            log.atInfo()
                .addKeyValue("workload", host.workload().name())
                .addKeyValue("captured", error.isEmpty())
                .log("A host told whether its traffic passes its proxy");
          }
          return host.with(host.workload().with(next));
        });
  }

  /** Tells whether the host's application is healthy. */
  public void healthy(long stream, Optional<String> error) {
    change(stream, host -> host.withHealth(error.isEmpty()));
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
            expireAfter(name, graces.disconnect());
          }
        });
  }

  /** Writes only what changed: a reconnect of an unchanged host costs the disk nothing. */
  private void keep(HostState host) {
    HostState before = hosts.put(host.workload().name(), host);
    if (before == null || !WorkloadCodec.encode(before).equals(WorkloadCodec.encode(host))) {
      store.write(
          COLLECTION,
          host.workload().name().toString(),
          WorkloadCodec.encode(host),
          StateStore.ANY);
    }
    states.update(host::in);
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
          store.delete(COLLECTION, name.toString(), StateStore.ANY);
          states.update(host::leaving);
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
