package io.fairlead.vmagent.health;

import io.fairlead.vmagent.capture.CaptureException;
import io.fairlead.vmagent.envoy.EnvoyControl;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the host into the mesh step by step and keeps watch: looks at Envoy, names and capture,
 * asks for capture once it is safe, and tells whoever cares when something has changed.
 */
public final class MeshEntry implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MeshEntry.class);

  private static final Duration WHILE_STARTING = Duration.ofMillis(100);
  private static final Duration WHILE_STEADY = Duration.ofSeconds(1);

  /** Between requests for a capture that does not come about. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Envoy's admin is asked three times for at most 2 s each, and a disk may be slow. */
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(20);

  /** After so long without an Envoy it is asked for again. */
  private static final Duration WITHOUT_ENVOY = Duration.ofSeconds(60);

  /** Asks for a process of Envoy unless one answers. */
  public interface EnvoyRequest {
    void send() throws IOException;
  }

  private enum Signal {
    LOOK
  }

  private final EnvoyControl envoy;
  private final EnvoyRequest request;
  private final Absence absence = new Absence(WITHOUT_ENVOY, System.nanoTime());
  private final BooleanSupplier names;
  private final Capturing capturing;
  private final Uptake uptake;
  private final BooleanSupplier left;
  private final Consumer<Readiness> changed;
  // One place: a look that is due already is as good as two.
  private final BlockingQueue<Signal> signals = new ArrayBlockingQueue<>(1);
  private final Thread thread = Thread.ofVirtual().name("mesh-entry").unstarted(this::loop);

  private volatile boolean stopped;
  private volatile Readiness readiness = Readiness.START;
  private volatile long lastLook = System.nanoTime();
  // Owned by the loop.
  private long nextRequest = System.nanoTime();

  /**
   * @param request asks for Envoy where none answers
   * @param changed called by the loop, with each readiness that differs from the one before
   */
  public MeshEntry(
      EnvoyControl envoy,
      EnvoyRequest request,
      BooleanSupplier names,
      Capturing capturing,
      Uptake uptake,
      BooleanSupplier left,
      Consumer<Readiness> changed) {
    this.envoy = envoy;
    this.request = request;
    this.names = names;
    this.capturing = capturing;
    this.uptake = uptake;
    this.left = left;
    this.changed = changed;
  }

  public void start() {
    thread.start();
  }

  /** Something may have changed: looks without waiting for the next time. Never blocks. */
  public void lookNow() {
    signals.offer(Signal.LOOK);
  }

  public Readiness readiness() {
    return readiness;
  }

  /** Whether the loop gets around; false where it hangs. */
  public boolean isLooking() {
    return System.nanoTime() - lastLook < LONGEST_LOOK.toNanos();
  }

  private void loop() {
    try {
      while (!stopped) {
        step();
        lastLook = System.nanoTime();
        Duration pause = readiness.isReady() ? WHILE_STEADY : WHILE_STARTING;
        signals.poll(pause.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void step() {
    Readiness seen = look();
    if (seen.mayCapture() && !seen.isCaptured() && System.nanoTime() - nextRequest >= 0) {
      nextRequest = System.nanoTime() + PATIENCE.toNanos();
      request();
      seen = look();
    }
    if (absence.isDue(seen.envoy().answers(), !seen.left(), System.nanoTime())) {
      askForEnvoy();
    }
    if (!seen.equals(readiness)) {
      announce(seen);
    }
  }

  private void askForEnvoy() {
    try {
      LOG.atWarn().log("Envoy does not answer and is asked for again");
      request.send();
    } catch (IOException e) {
      LOG.atError().addKeyValue("reason", e.getMessage()).log("Envoy cannot be asked for");
    }
  }

  private Readiness look() {
    Readiness seen =
        new Readiness(envoy.look(), names.getAsBoolean(), outcome(), false, left.getAsBoolean());
    return seen.with(uptake.isOver(seen.mayReport()));
  }

  private CaptureOutcome outcome() {
    try {
      return capturing.outcome();
    } catch (IOException | CaptureException e) {
      return new CaptureOutcome.Failed(String.valueOf(e.getMessage()));
    }
  }

  private void request() {
    try {
      capturing.request();
    } catch (IOException | CaptureException e) {
      LOG.atError().addKeyValue("reason", e.getMessage()).log("capture cannot be asked for");
    }
  }

  private void announce(Readiness fresh) {
    if (fresh.capture() instanceof CaptureOutcome.Failed(String reason)
        && !fresh.capture().equals(readiness.capture())) {
      LOG.atError().addKeyValue("reason", reason).log("capture is not in place");
    }
    if (fresh.isReady() != readiness.isReady() || fresh.left() != readiness.left()) {
      LOG.atInfo().addKeyValue("state", fresh.summary()).log("readiness changed");
    }
    readiness = fresh;
    changed.accept(fresh);
  }

  @Override
  public void close() throws InterruptedException {
    stopped = true;
    thread.interrupt();
    thread.join(Duration.ofSeconds(3));
  }
}
