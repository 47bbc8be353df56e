package io.fairlead.xds.peer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;

/** A real Envoy that takes everything from one discovery server on loopback. */
final class EnvoyProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final Path directory;
  private final Process process;

  private EnvoyProcess(Path directory, Process process) {
    this.directory = directory;
    this.process = process;
  }

  static EnvoyProcess start(Path directory, String apiType, int discoveryPort) throws IOException {
    Path bootstrap = directory.resolve("bootstrap.yaml");
    Files.writeString(bootstrap, bootstrap(apiType, discoveryPort));
    Process process =
        new ProcessBuilder(
                binary(),
                "-c",
                bootstrap.toString(),
                "--use-dynamic-base-id",
                "--concurrency",
                "1",
                "--log-level",
                "warning",
                "--admin-address-path",
                directory.resolve("admin").toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    return new EnvoyProcess(directory, process);
  }

  private static String binary() {
    return Optional.ofNullable(System.getenv("FAIRLEAD_ENVOY"))
        .orElseThrow(
            () ->
                new AssertionError(
                    "FAIRLEAD_ENVOY is not set: it names the Envoy binary of the peer tests, and"
                        + " ./dev test sets it"));
  }

  private static String bootstrap(String apiType, int port) {
    return """
    node: {id: sidecar~127.0.0.1~a.ns~ns.svc.cluster.local, cluster: a.ns}
    admin: {address: {socket_address: {address: 127.0.0.1, port_value: 0}}}
    dynamic_resources:
      ads_config:
        api_type: %s
        transport_api_version: V3
        set_node_on_first_message_only: true
        grpc_services: [{envoy_grpc: {cluster_name: xds-grpc}}]
      cds_config: {ads: {}, initial_fetch_timeout: 0s, resource_api_version: V3}
      lds_config: {ads: {}, initial_fetch_timeout: 0s, resource_api_version: V3}
    static_resources:
      clusters:
      - name: xds-grpc
        connect_timeout: 1s
        type: STATIC
        typed_extension_protocol_options:
          envoy.extensions.upstreams.http.v3.HttpProtocolOptions:
            "@type": type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions
            explicit_http_config: {http2_protocol_options: {}}
        load_assignment:
          cluster_name: xds-grpc
          endpoints:
          - lb_endpoints:
            - endpoint:
                address: {socket_address: {address: 127.0.0.1, port_value: %d}}
    """
        .formatted(apiType, port);
  }

  /** What the admin interface says at {@code path}; empty while it does not answer. */
  String admin(String path) {
    try {
      return get(Files.readString(directory.resolve("admin")).trim(), path);
    } catch (IOException e) {
      Assertions.assertThat(process.isAlive()).as("Envoy runs: %s", this).isTrue();
      return "";
    }
  }

  String get(String authority, String path) throws IOException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://" + authority + path))
              .timeout(PATIENCE)
              .build();
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      return response.statusCode() + " " + response.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking Envoy", e);
    }
  }

  @Override
  public String toString() {
    try {
      return Files.readString(directory.resolve("log"));
    } catch (IOException e) {
      return "no log: " + e;
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(5, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    http.close();
  }
}
