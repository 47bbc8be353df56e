package io.fairlead.vmagent.launcher;

import io.fairlead.vmagent.envoy.EnvoyControl;
import io.fairlead.vmagent.envoy.RuntimePaths;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The launcher's loop: one thread that starts children, carries out requests and, at the end, takes
 * everything away in the order that costs no request: capture, Envoy, agent.
 */
final class Supervisor {

  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
  private static final Duration IDLE = Duration.ofHours(1);
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final RuntimePaths paths;
  private final AgentProcess agent;
  private final EnvoyProcesses envoy;
  private final EnvoyControl control;
  private final CaptureOneShot capture;
  // Bounded by what children and one watch can say: an event each, and repeats merge in the look.
  private final BlockingQueue<Event> events;

  Supervisor(
      RuntimePaths paths,
      AgentProcess agent,
      EnvoyProcesses envoy,
      EnvoyControl control,
      CaptureOneShot capture,
      BlockingQueue<Event> events) {
    this.paths = paths;
    this.agent = agent;
    this.envoy = envoy;
    this.control = control;
    this.capture = capture;
    this.events = events;
  }

  static BlockingQueue<Event> queue() {
    return new LinkedBlockingQueue<>(1_000);
  }

  void run() throws IOException, InterruptedException {
    try (RequestWatch _ =
        RequestWatch.start(
            List.of(paths.envoyDirectory(), paths.captureDirectory()),
            () -> events.offer(new Event.Requested()))) {
      envoy.adopt();
      agent.startOrAdopt();
      carryOut();
      while (handle(next())) {
        agent.startIfDue();
        envoy.startIfDue();
      }
    } finally {
      stop();
    }
  }

  /** The next event; a look at the requests where the time for a restart comes first. */
  private Event next() throws InterruptedException {
    Duration wait =
        Stream.of(agent.untilDue(), envoy.untilDue())
            .flatMap(Optional::stream)
            .reduce(IDLE, (a, b) -> a.compareTo(b) < 0 ? a : b);
    Event event = events.poll(Math.max(1, wait.toMillis()), TimeUnit.MILLISECONDS);
    return event == null ? new Event.Requested() : event;
  }

  /** False at the end. */
  private boolean handle(Event event) throws IOException, InterruptedException {
    switch (event) {
      case Event.Stop() -> {
        return false;
      }
      case Event.Ended(ProcessHandle process) -> {
        agent.ended(process);
        envoy.ended(process);
      }
      case Event.Requested() -> carryOut();
    }
    return true;
  }

  private void carryOut() throws IOException, InterruptedException {
    if (Files.exists(paths.startRequest())) {
      envoy.requested(paths.startRequest());
    }
    if (Files.exists(paths.applyRequest())) {
      capture.apply();
    }
    if (Files.exists(paths.removeRequest())) {
      capture.remove();
    }
    if (Files.exists(paths.stopRequest())) {
      envoy.stop(control, Duration.ZERO);
      Files.deleteIfExists(paths.stopRequest());
    }
  }

  private void stop() throws IOException, InterruptedException {
    LOG.atInfo().log("stopping capture, Envoy and agent");
    if (capture.isInPlace()) {
      capture.remove();
    }
    envoy.stop(control, GRACE);
    agent.stop();
    LOG.atInfo().log("stopped");
  }
}
