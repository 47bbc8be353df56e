package io.fairlead.controlplane.push;

import io.fairlead.controlplane.state.MeshStateStore;
import io.fairlead.model.MeshState;
import io.fairlead.translation.Translator;
import io.fairlead.translation.XdsResources;
import io.fairlead.translation.scope.ProxyTraits;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings every connected proxy to the newest state: at once when idle; under load it rests as long
 * as it has worked, so that pushing takes half a core at most. What arrives meanwhile merges, for
 * only the newest state is ever pushed.
 */
public final class PushLoop implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(PushLoop.class);
  private static final Duration LONGEST_REST = Duration.ofMillis(200);
  private static final Duration STOP = Duration.ofSeconds(5);

  private final MeshStateStore states;
  private final ConnectedProxies proxies;
  private final Translator translator;

  /** One place is enough: a wake-up that finds it taken is already on its way. */
  private final BlockingQueue<Boolean> wakeUps = new ArrayBlockingQueue<>(1);

  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread = Thread.ofPlatform().name("push").unstarted(this::run);

  /** What each stream was offered last; the loop's thread alone reads and writes it. */
  private final Map<Long, MeshState> offered = new HashMap<>();

  public PushLoop(MeshStateStore states, ConnectedProxies proxies, Translator translator) {
    this.states = states;
    this.proxies = proxies;
    this.translator = translator;
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

  private void run() {
    try {
      while (stopping.getCount() > 0) {
        wakeUps.take();
        long begin = System.nanoTime();
        push();
        long rest = Math.min(System.nanoTime() - begin, LONGEST_REST.toNanos());
        if (stopping.await(rest, TimeUnit.NANOSECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void push() {
    if (!states.isSynced()) {
      return;
    }
    MeshState mesh = states.mesh();
    Map<Long, MeshState> before = Map.copyOf(offered);
    Map<ProxyTraits, XdsResources> outbound = new HashMap<>();
    offered.clear();
    for (ConnectedProxy connected : proxies.all()) {
      long stream = connected.stream().id();
      offered.put(stream, mesh);
      if (before.get(stream) != mesh) {
        offer(connected, mesh, outbound);
      }
    }
  }

  /** A proxy for which translation fails keeps what it has; the others must not suffer. */
  private void offer(
      ConnectedProxy connected, MeshState mesh, Map<ProxyTraits, XdsResources> outbound) {
    try {
      XdsResources shared =
          outbound.computeIfAbsent(
              ProxyTraits.of(connected.proxy()), traits -> translator.outbound(mesh, traits));
      connected.stream().offer(Snapshots.of(translator.with(shared, mesh, connected.proxy())));
    } catch (RuntimeException e) {
      log.atError()
          .setCause(e)
          .addKeyValue("proxy", connected.proxy().id())
          .log("The configuration of a proxy could not be made; it keeps the last one");
    }
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
