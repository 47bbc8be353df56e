package io.fairlead.conformance.istiod;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Processes that are ended in the reverse order of their start; each has a log of its own. */
final class Processes implements AutoCloseable {

  private final Path directory;
  private final Deque<Process> running = new ArrayDeque<>();
  private final Map<String, Process> byName = new HashMap<>();

  Processes(Path directory) {
    this.directory = directory;
  }

  Path directory() {
    return directory;
  }

  /** A port that was free a moment ago. */
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("looking for a free port", e);
    }
  }

  Process start(String name, Map<String, String> environment, List<String> command) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log(name).toFile());
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

  void requireAlive(String name) {
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

  @Override
  public void close() {
    while (!running.isEmpty()) {
      Process process = running.pop();
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
  }
}
