package io.fairlead.vmagent.launcher;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent as a child: one at a time, started again when it ends. Used by the loop alone. */
final class AgentProcess {

  private static final Logger LOG = LoggerFactory.getLogger(AgentProcess.class);
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final List<String> command;
  private final Children children;
  private final PidFile pidFile;
  private final Restarts restarts;
  private Optional<ProcessHandle> process = Optional.empty();

  AgentProcess(List<String> command, Children children, PidFile pidFile, Restarts restarts) {
    this.command = List.copyOf(command);
    this.children = children;
    this.pidFile = pidFile;
    this.restarts = restarts;
  }

  void startOrAdopt() throws IOException {
    process = pidFile.running();
    if (process.isPresent()) {
      LOG.atInfo().addKeyValue("pid", process.get().pid()).log("running agent adopted");
      children.watch(process.get());
      restarts.started();
      return;
    }
    start();
  }

  private void start() throws IOException {
    process = Optional.of(children.start("agent", command, pidFile));
    restarts.started();
    LOG.atInfo().addKeyValue("pid", process.get().pid()).log("agent started");
  }

  void ended(ProcessHandle ended) {
    if (process.equals(Optional.of(ended))) {
      process = Optional.empty();
      LOG.atWarn()
          .addKeyValue("pid", ended.pid())
          .addKeyValue("again", restarts.ended())
          .log("agent ended and will be started again");
    }
  }

  void startIfDue() throws IOException {
    if (restarts.isDue()) {
      start();
    }
  }

  Optional<Duration> untilDue() {
    return restarts.untilDue();
  }

  void stop() throws IOException, InterruptedException {
    restarts.cancel();
    if (process.isPresent()) {
      Children.end(process.get(), PATIENCE);
      process = Optional.empty();
    }
    pidFile.delete();
  }
}
