package io.fairlead.peers.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Processes that are ended in the reverse order of their start; each has a log of its own. */
public final class Processes implements AutoCloseable {

  private final Path directory;
  private final Deque<Process> running = new ArrayDeque<>();
  private final Map<String, Process> byName = new HashMap<>();

  public Processes(Path directory) {
    this.directory = directory;
  }

  public Process start(String name, Map<String, String> environment, List<String> command) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log(name).toFile()));
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      running.push(process);
      byName.put(name, process);
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException("starting " + name, e);
    }
  }

  public void requireAlive(String name) {
    Process process = byName.get(name);
    if (process == null || !process.isAlive()) {
      throw new AssertionError(name + " ended; the end of its log:\n" + tail(name));
    }
  }

  private String tail(String name) {
    try {
      List<String> lines = Files.readAllLines(log(name));
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    } catch (IOException e) {
      return "no log: " + e;
    }
  }

  private Path log(String name) {
    return directory.resolve(name + ".log");
  }

  /** Until {@code condition} holds; fails at once if the process {@code name} ends meanwhile. */
  public void awaitStart(String name, Duration limit, Callable<Boolean> condition) {
    Awaitility.await()
        .alias(name + " starts")
        .atMost(limit)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              requireAlive(name);
              return condition.call();
            });
  }

  /** Ends one of them; it may be started again. */
  public void stop(String name) {
    Process process = byName.remove(name);
    if (process != null) {
      running.remove(process);
      end(process);
    }
  }

  /** Asks a process to end, and kills it if it has not done so in ten seconds. */
  public static void end(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    while (!running.isEmpty()) {
      end(running.pop());
    }
  }
}
