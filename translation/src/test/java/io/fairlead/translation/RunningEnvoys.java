package io.fairlead.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairlead.model.MeshState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Real Envoys on loopback addresses, each with what is translated for one proxy. */
final class RunningEnvoys implements AutoCloseable {

  private final Path directory;
  private final Map<String, Process> byName = new LinkedHashMap<>();

  RunningEnvoys(Path directory) {
    this.directory = directory;
  }

  /**
   * @param proxy as golden cases write it
   * @param secrets files of what an agent would hand over, by name
   */
  void start(MeshState mesh, String proxy, String name, Map<String, Path> secrets)
      throws IOException {
    XdsResources resources =
        new Translator(ResourceCache.none()).translate(mesh, MeshYaml.proxy(proxy));
    Path config = directory.resolve(name + ".yaml");
    Files.writeString(config, FileBootstrap.of(resources, secrets));
    byName.put(
        name,
        EnvoyBinary.start(
            directory.resolve(name + ".log"),
            List.of(
                "--use-dynamic-base-id",
                "--service-node",
                name,
                "--service-cluster",
                name,
                "--concurrency",
                "1",
                "-l",
                "warning",
                "--file-flush-interval-msec",
                "50",
                "-c",
                config.toString())));
  }

  void awaitListener(String address, int port) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(
            () ->
                assertThat(accepts(address, port))
                    .as(() -> "Envoy listens on " + address + logs())
                    .isTrue());
  }

  String log(String name) {
    try {
      return Files.readString(directory.resolve(name + ".log"));
    } catch (IOException e) {
      return "no log: " + e;
    }
  }

  private String logs() {
    StringBuilder logs = new StringBuilder();
    byName.keySet().forEach(name -> logs.append("\n" + name + ": ").append(log(name)));
    return logs.toString();
  }

  private static boolean accepts(String address, int port) {
    try (Socket socket = new Socket(InetAddress.ofLiteral(address), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    for (Process envoy : byName.values()) {
      envoy.destroy();
      try {
        if (!envoy.waitFor(10, TimeUnit.SECONDS)) {
          envoy.destroyForcibly().waitFor();
        }
      } catch (InterruptedException e) {
        envoy.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }
}
