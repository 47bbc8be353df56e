package io.fairlead.vmagent.launcher;

import io.fairlead.vmagent.config.ConfigException;
import io.fairlead.vmagent.envoy.EnvoyControl;
import io.fairlead.vmagent.envoy.EpochRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Envoy as a child: the newest epoch and, while it takes over, the one before. Used by the loop
 * alone.
 *
 * <p>An epoch above 0 is started only while the one before lives, since Envoy would wait for it for
 * ever; a crashed one comes back as epoch 0.
 */
final class EnvoyProcesses {

  private static final Logger LOG = LoggerFactory.getLogger(EnvoyProcesses.class);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final BiFunction<EpochRequest, Integer, List<String>> command;
  private final Children children;
  private final Path directory;
  private final Restarts restarts;
  private Optional<EpochRequest> wanted = Optional.empty();
  private Optional<ProcessHandle> newest = Optional.empty();
  private Optional<ProcessHandle> before = Optional.empty();

  EnvoyProcesses(
      BiFunction<EpochRequest, Integer, List<String>> command,
      Children children,
      Path directory,
      Restarts restarts) {
    this.command = command;
    this.children = children;
    this.directory = directory;
    this.restarts = restarts;
  }

  private PidFile pidFile() {
    return new PidFile(directory.resolve("envoy.pid"));
  }

  private Path lastRequest() {
    return directory.resolve("envoy.request");
  }

  /** Takes over what a launcher before us has left running. */
  void adopt() throws IOException {
    Optional<ProcessHandle> running = pidFile().running();
    if (running.isPresent() && Files.exists(lastRequest())) {
      wanted = Optional.of(EpochRequest.read(lastRequest()));
      newest = running;
      children.watch(running.get());
      restarts.started();
      LOG.atInfo().addKeyValue("pid", running.get().pid()).log("running Envoy adopted");
    }
  }

  void requested(Path file) throws IOException, InterruptedException {
    EpochRequest request;
    try {
      request = EpochRequest.read(file);
    } catch (ConfigException e) {
      LOG.atError().addKeyValue("reason", e.getMessage()).log("request for Envoy refused");
      return;
    } finally {
      Files.deleteIfExists(file);
    }
    if (newest.isPresent() && wanted.equals(Optional.of(request))) {
      return;
    }
    if (newest.isPresent() && request.epoch() == 0) {
      end(newest.get());
      newest = Optional.empty();
    }
    wanted = Optional.of(request);
    request.write(lastRequest());
    start(request);
  }

  private void start(EpochRequest request) throws IOException {
    boolean takesOver = newest.isPresent() && request.epoch() > 0;
    int epoch = takesOver ? request.epoch() : 0;
    before = takesOver ? newest : before;
    newest = Optional.of(children.start("envoy", command.apply(request, epoch), pidFile()));
    restarts.started();
    LOG.atInfo()
        .addKeyValue("pid", newest.get().pid())
        .addKeyValue("epoch", epoch)
        .log("Envoy started");
  }

  void ended(ProcessHandle ended) {
    if (before.equals(Optional.of(ended))) {
      before = Optional.empty();
    }
    if (!newest.equals(Optional.of(ended))) {
      return;
    }
    // A take-over that failed leaves the one before in service; it is what the next try follows.
    newest = before;
    before = Optional.empty();
    if (wanted.isPresent()) {
      LOG.atError()
          .addKeyValue("pid", ended.pid())
          .addKeyValue("again", restarts.ended())
          .log("Envoy ended and will be started again");
    }
  }

  void startIfDue() throws IOException {
    if (restarts.isDue() && wanted.isPresent()) {
      start(wanted.get());
    }
  }

  Optional<Duration> untilDue() {
    return restarts.untilDue();
  }

  /** Open requests get a moment to finish. */
  void stop(EnvoyControl control, Duration grace) throws IOException, InterruptedException {
    wanted = Optional.empty();
    restarts.cancel();
    if (newest.isPresent()) {
      Drain.of(control, grace);
      end(newest.get());
      newest = Optional.empty();
    }
    if (before.isPresent()) {
      end(before.get());
      before = Optional.empty();
    }
    pidFile().delete();
    Files.deleteIfExists(lastRequest());
  }

  private static void end(ProcessHandle process) throws InterruptedException {
    Children.end(process, PATIENCE);
  }
}
