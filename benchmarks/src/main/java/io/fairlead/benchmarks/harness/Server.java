package io.fairlead.benchmarks.harness;

import io.fairlead.benchmarks.measure.ProcessCpu;
import io.fairlead.benchmarks.measure.ProcessStatus;
import io.fairlead.benchmarks.plaintext.PlaintextMain;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The control plane that is measured: a process of its own, as operators run it. */
final class Server implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(60);
  private static final int LOOK_MILLIS = 50;

  /**
   * Keys of the configuration file that a scenario sets.
   *
   * @param state where the store lies, if not below the directory of the run
   * @param sources further keys below {@code sources}, indented
   */
  @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
  record Keys(Optional<Path> state, String sources) {

    static final Keys STANDARD = new Keys(Optional.empty(), "");
  }

  private final List<String> command;
  private final Path directory;
  private final int port;
  private Process process;

  private Server(List<String> command, Path directory, int port) {
    this.command = List.copyOf(command);
    this.directory = directory;
    this.port = port;
    this.process = launch();
  }

  /**
   * @param mesh the directory of its configuration
   */
  static Server start(
      Programs programs, Path directory, Path mesh, boolean isEncrypted, Keys keys) {
    int port = Programs.freePort();
    try {
      Files.createDirectories(directory.resolve("run"));
      if (!isEncrypted) {
        return new Server(plaintext(programs, directory, mesh, port), directory, port);
      }
      Path config =
          Files.writeString(
              directory.resolve("control-plane.yaml"),
              """
              listen: "127.0.0.1:%d"
              stateDirectory: %s
              adminSocket: %s
              health: {listen: "127.0.0.1:%d"}
              sources:
                files: [{directory: %s}]
              %s
              """
                  .formatted(
                      port,
                      keys.state().orElse(directory.resolve("state")),
                      socket(directory),
                      Programs.freePort(),
                      mesh,
                      keys.sources()));
      List<String> command = new ArrayList<>(programs.command("fairlead-control-plane"));
      command.addAll(List.of("--config", config.toString()));
      return new Server(command, directory, port);
    } catch (IOException e) {
      throw new UncheckedIOException("preparing " + directory, e);
    }
  }

  private static List<String> plaintext(Programs programs, Path directory, Path mesh, int port) {
    List<String> command =
        new ArrayList<>(
            Programs.java(programs.flags("fairlead-control-plane"), PlaintextMain.class.getName()));
    command.addAll(List.of(Integer.toString(port), mesh.toString()));
    command.addAll(
        List.of(directory.resolve("state/state.db").toString(), socket(directory).toString()));
    return command;
  }

  private static Path socket(Path directory) {
    return directory.resolve("run/admin.sock");
  }

  private Process launch() {
    return Programs.start(command, directory.resolve("control-plane.log").toFile());
  }

  int port() {
    return port;
  }

  Path directory() {
    return directory;
  }

  AdminClient admin() {
    return new AdminClient(socket(directory));
  }

  /** Returns once it knows its mesh. */
  Server awaitReady() {
    long end = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < end) {
      if (!process.isAlive()) {
        throw new BenchException("the control plane ended; its log is in " + directory);
      }
      if (Files.exists(socket(directory)) && isReady()) {
        return this;
      }
      Testbed.pause(LOOK_MILLIS);
    }
    throw new BenchException("the control plane is not ready; its log is in " + directory);
  }

  private boolean isReady() {
    try (AdminClient admin = admin()) {
      return admin.isReady();
    } catch (StatusRuntimeException _) {
      return false;
    }
  }

  long cpuNanos() {
    return ProcessCpu.nanos(process.pid());
  }

  ProcessStatus status() {
    return ProcessStatus.of(process.pid());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** The JVM's flags, as the kernel knows them. */
  String flags() {
    try {
      return List.of(Files.readString(Path.of("/proc/" + process.pid() + "/cmdline")).split("\0"))
          .stream()
          .takeWhile(word -> !word.equals("-cp"))
          .filter(word -> word.startsWith("-"))
          .reduce("", (left, right) -> (left + " " + right).strip());
    } catch (IOException e) {
      throw new UncheckedIOException("reading the command line of the control plane", e);
    }
  }

  /** Ends it at once, as a crash would, and starts it again with the same files. */
  void crashAndRestart() {
    end(true);
    try {
      Files.deleteIfExists(socket(directory));
    } catch (IOException e) {
      throw new UncheckedIOException("removing the old socket", e);
    }
    process = launch();
    awaitReady();
  }

  private void end(boolean hard) {
    if (hard) {
      process.destroyForcibly();
    } else {
      process.destroy();
    }
    try {
      if (!process.waitFor(90, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end(false);
  }
}
