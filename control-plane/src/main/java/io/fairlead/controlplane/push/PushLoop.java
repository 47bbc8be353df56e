package io.fairlead.controlplane.push;

import io.fairlead.controlplane.credential.Credentials;
import io.fairlead.controlplane.state.MeshStateStore;
import io.fairlead.model.MeshState;
import io.fairlead.model.Problem;
import io.fairlead.translation.Outbound;
import io.fairlead.translation.Translator;
import io.fairlead.translation.scope.ContestedPorts;
import io.fairlead.xds.Snapshot;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings every connected proxy to the newest state: at once when idle, paced under load. What
 * arrives meanwhile merges, for only the newest state is ever pushed.
 */
public final class PushLoop implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(PushLoop.class);
  private static final Duration STOP = Duration.ofSeconds(5);

  private final MeshStateStore states;
  private final ConnectedProxies proxies;
  private final Translator translator;
  private final Supplier<Credentials> credentials;
  private final Snapshot common;
  private final LongAdder pushes = new LongAdder();
  private final LongAdder pushNanos = new LongAdder();

  /** One place is enough: a wake-up that finds it taken is already on its way. */
  private final BlockingQueue<Boolean> wakeUps = new ArrayBlockingQueue<>(1);

  private volatile Map<Long, Served> served = Map.of();

  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread = Thread.ofPlatform().name("push").unstarted(this::run);

  /**
   * @param common what every proxy is offered, whoever it is
   */
  public PushLoop(
      MeshStateStore states,
      ConnectedProxies proxies,
      Translator translator,
      Supplier<Credentials> credentials,
      Snapshot common) {
    this.common = common;
    this.states = states;
    this.proxies = proxies;
    this.translator = translator;
    this.credentials = credentials;
  }

  public void start() {
    states.onChange(this::wake);
    thread.start();
  }

  /** Something changed: the state, or who is connected. */
  public void wake() {
    if (!wakeUps.offer(Boolean.TRUE)) {
      log.atTrace().log("A push is due already");
    }
  }

  public boolean isAlive() {
    return thread.isAlive();
  }

  /** Pushes since the start. */
  public long pushes() {
    return pushes.sum();
  }

  /** Nanoseconds that pushes have taken on their thread since the start. */
  public long pushNanos() {
    return pushNanos.sum();
  }

  /**
   * What of the declared mesh the connected proxies could not be given, as of the last push, each
   * once. Walks what every shape of them sees.
   */
  public List<Problem> problems() {
    Set<Problem> problems = new TreeSet<>(Comparator.comparing(Problem::toString));
    Set<Outbound> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Served proxy : served.values()) {
      if (seen.add(proxy.outbound())) {
        problems.addAll(proxy.outbound().problems());
      }
      problems.addAll(proxy.inbound().problems());
      problems.addAll(ContestedPorts.of(proxy.outbound().scope(), proxy.proxy()));
    }
    return List.copyOf(problems);
  }

  /** How each connected proxy stands with what it was offered. Costs what is on its way. */
  public List<Standing> standings() {
    Map<Long, Served> last = served;
    List<Standing> standings = new ArrayList<>(last.size());
    for (ConnectedProxy proxy : proxies.all()) {
      Served made = last.get(proxy.stream().id());
      if (made != null) {
        standings.add(Standing.of(proxy, made));
      }
    }
    return standings;
  }

  private void run() {
    Fleet fleet =
        new Fleet(translator, MeshState.empty(states.mesh().settings()), credentials, common);
    Pacing pacing = new Pacing(System::nanoTime, PushLoop::processorNanos);
    try {
      while (stopping.getCount() > 0) {
        wakeUps.take();
        push(fleet);
        if (stopping.await(pacing.rest().toNanos(), TimeUnit.NANOSECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long processorNanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }

  /** A defect must not end the loop: the next change tries again. */
  private void push(Fleet fleet) {
    if (!states.isSynced()) {
      return;
    }
    long begin = System.nanoTime();
    try {
      // In this order: what a proxy brought with it must be in the first state that it is offered.
      Collection<ConnectedProxy> connected = proxies.all();
      fleet.bring(states.mesh(), connected);
      served = fleet.served();
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("A push failed; every proxy keeps what it has");
    }
    pushes.increment();
    pushNanos.add(System.nanoTime() - begin);
  }

  @Override
  public void close() {
    stopping.countDown();
    thread.interrupt();
    try {
      if (!thread.join(STOP)) {
        log.atWarn().log("The push loop did not end in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
