package io.fairlead.vmagent.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairlead.vmagent.envoy.EnvoyAdmin;
import io.fairlead.vmagent.envoy.EnvoyControl;
import io.fairlead.vmagent.envoy.RuntimePaths;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The real Envoy, which answers every request itself after a while. */
final class AnsweringEnvoy implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String ADDRESS = "main::127.0.0.1:";

  private static final String BOOTSTRAP =
      """
      admin: {address: {pipe: {path: %s}}}
      static_resources:
        listeners:
        - name: main
          address: {socket_address: {address: 127.0.0.1, port_value: 0}}
          filter_chains:
          - filters:
            - name: http
              typed_config:
                "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
                stat_prefix: main
                http_filters:
                - name: slow
                  typed_config:
                    "@type": type.googleapis.com/envoy.extensions.filters.http.fault.v3.HTTPFault
                    delay: {fixed_delay: 0.05s, percentage: {numerator: 100}}
                - name: router
                  typed_config: {"@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router}
                route_config:
                  virtual_hosts:
                  - name: all
                    domains: ["*"]
                    routes: [{match: {prefix: /}, direct_response: {status: 200}}]
      """;

  private final EnvoyAdmin admin;
  private final EnvoyControl control;
  private final Process process;

  /** {@code directory} has a short name: it holds a Unix socket. */
  AnsweringEnvoy(Path directory) throws IOException {
    String envoy = System.getenv("FAIRLEAD_ENVOY");
    assertThat(envoy).as("FAIRLEAD_ENVOY names Envoy's program; ./dev test sets it").isNotNull();
    RuntimePaths paths = new RuntimePaths(directory);
    admin = new EnvoyAdmin(paths.admin(), Duration.ofSeconds(5));
    control = new EnvoyControl(paths, admin);
    Path log = directory.resolve("envoy.log");
    Path bootstrap =
        Files.writeString(
            directory.resolve("envoy.yaml"), BOOTSTRAP.formatted(paths.admin().toString()));
    process =
        new ProcessBuilder(
                envoy, "-c", bootstrap.toString(), "--disable-hot-restart", "--concurrency", "2")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(control.look().live()).as(Files.readString(log)).isTrue());
  }

  EnvoyControl control() {
    return control;
  }

  /** Where it listens. */
  InetSocketAddress address() throws IOException {
    String listener =
        admin
            .get("/listeners")
            .body()
            .lines()
            .filter(it -> it.startsWith(ADDRESS))
            .findFirst()
            .orElseThrow();
    int port = Integer.parseInt(listener.substring(ADDRESS.length()).strip());
    return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
  }

  /** Ends at once, whatever it is carrying. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
