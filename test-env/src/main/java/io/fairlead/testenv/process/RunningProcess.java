package io.fairlead.testenv.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A process that was started and stays up, with its log in a file.
 *
 * <p>On a host of its own, what was started is a wrapper that entered the host; {@link #program} is
 * the process behind it, and signals go there.
 */
public final class RunningProcess implements AutoCloseable {

  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final int TAIL = 4_000;

  private final String name;
  private final Process started;
  private final boolean wrapped;
  private final Path log;

  public RunningProcess(String name, Process started, boolean wrapped, Path log) {
    this.name = name;
    this.started = started;
    this.wrapped = wrapped;
    this.log = log;
  }

  public String name() {
    return name;
  }

  public boolean isAlive() {
    return started.isAlive();
  }

  /** The process itself, seen from outside of its host. */
  public ProcessHandle program() {
    if (!wrapped) {
      return started.toHandle();
    }
    return Waiting.forValue(
        "the process of " + name, Duration.ofSeconds(5), () -> started.children().findFirst());
  }

  /** Ends the program at once, as a crash would. */
  public void kill() {
    if (isAlive()) {
      program().destroyForcibly();
    }
    awaitEnd(GRACE);
  }

  /** Sends a signal by its short name, such as {@code STOP}. */
  public void signal(String signal) {
    Commands.run("kill", "-" + signal, Long.toString(program().pid())).orThrow();
  }

  /** Exit code, once the process has ended within {@code limit}. */
  public int awaitExit(Duration limit) {
    if (!awaitEnd(limit)) {
      throw new TestEnvironmentException(
          "%s still runs after %d s: %s".formatted(name, limit.toSeconds(), tail()));
    }
    return started.exitValue();
  }

  public Path logFile() {
    return log;
  }

  /** Everything that it has printed so far. */
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The end of the log, for a failure sentence. */
  public String tail() {
    String all = log();
    return all.substring(Math.max(0, all.length() - TAIL));
  }

  /** Sends SIGTERM and does not wait. */
  public void askToEnd() {
    started.children().findFirst().filter(child -> wrapped).orElse(started.toHandle()).destroy();
  }

  /** Asks it to end, and kills it if it has not done so in ten seconds. */
  @Override
  public void close() {
    endWithin(GRACE);
  }

  /** Asks it to end, and kills it if it takes longer than {@code grace}. */
  public void endWithin(Duration grace) {
    if (isAlive()) {
      askToEnd();
      if (!awaitEnd(grace)) {
        started.descendants().forEach(ProcessHandle::destroyForcibly);
        started.destroyForcibly();
        awaitEnd(GRACE);
      }
    }
  }

  private boolean awaitEnd(Duration limit) {
    try {
      return started.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      started.destroyForcibly();
      return false;
    }
  }
}
