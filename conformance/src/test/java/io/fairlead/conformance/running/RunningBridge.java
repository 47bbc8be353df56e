package io.fairlead.conformance.running;

import io.fairlead.peers.process.FreePort;
import io.fairlead.peers.process.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A registry bridge that reads one file of services. */
public final class RunningBridge implements AutoCloseable {

  private static final String NAME = "bridge";

  private final Path directory;
  private final Path settings;
  private final Processes processes;
  private final int port = FreePort.next();

  /**
   * @param namespace of its services
   * @param services what the file says
   */
  public RunningBridge(Path directory, String namespace, String services) {
    this.directory = directory;
    try {
      Files.createDirectories(directory);
      this.settings =
          Files.writeString(
              directory.resolve("bridge.yaml"),
              """
              listen: "127.0.0.1:%d"
              health: {listen: "127.0.0.1:%d"}
              sources: {consul: [], files: [{name: static, path: services.yaml, namespace: %s}]}
              """
                  .formatted(port, FreePort.next(), namespace));
    } catch (IOException e) {
      throw new UncheckedIOException("writing the bridge's settings", e);
    }
    write(services);
    this.processes = new Processes(directory);
    start();
  }

  /** Replaces the file of services at once. */
  public void write(String services) {
    try {
      Path next = Files.writeString(directory.resolve("services.yaml.next"), services);
      Files.move(next, directory.resolve("services.yaml"), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("writing the services", e);
    }
  }

  /** The bridge, after {@link #stop}. */
  public void start() {
    processes.start(
        NAME,
        Map.of(),
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            "io.fairlead.registrybridge.app.Main",
            "--config",
            settings.toString()));
    processes.awaitStart(NAME, Duration.ofSeconds(60), this::isListening);
  }

  private boolean isListening() {
    try (var socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  public void stop() {
    processes.stop(NAME);
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    processes.close();
  }
}
