package io.fairlead.conformance.istio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fairlead.peers.istiod.PilotHome;
import io.fairlead.peers.process.Binaries;
import io.fairlead.peers.process.FreePort;
import io.fairlead.peers.process.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Istio's agent and its Envoy on a host that has the four files of Istio's guide for VMs. */
final class StockAgent implements AutoCloseable {

  static final String CLUSTER = "Kubernetes";

  private static final String NAME = "pilot-agent";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Path directory;
  private final PilotHome home;
  private final Processes processes;
  private final Map<String, String> environment = new HashMap<>();
  private final int status = FreePort.next();
  private final int admin = FreePort.next();
  private final int dns = FreePort.next();
  private String type = "sidecar";

  /** What its Envoy's list of listeners holds once it may serve. */
  private String awaited = "virtualInbound";

  /**
   * @param host what it is called
   * @param controlPlane host:port
   * @param root whom the control plane is known by, PEM
   * @param probe of the host's application, as in mesh.yaml; empty where it has none
   */
  StockAgent(Path directory, String host, String controlPlane, String root, String probe) {
    this.directory = directory;
    Map<String, String> metadata =
        Map.of(
            "CANONICAL_SERVICE", "web",
            "POD_NAMESPACE", "shop",
            "SERVICE_ACCOUNT", "web",
            "TRUST_DOMAIN", "cluster.local",
            "ISTIO_META_CLUSTER_ID", CLUSTER,
            "ISTIO_META_MESH_ID", "mesh1",
            "ISTIO_META_WORKLOAD_NAME", "web",
            "ISTIO_META_DNS_CAPTURE", "true",
            "ISTIO_META_AUTO_REGISTER_GROUP", "web",
            "ISTIO_METAJSON_LABELS", "{\"app\":\"web\"}");
    environment.putAll(metadata);
    environment.put("ISTIO_NAMESPACE", "shop");
    environment.put("ISTIO_SERVICE", "web.shop");
    environment.put("POD_NAME", host);
    environment.put("INSTANCE_IP", "127.0.0.1");
    this.home = PilotHome.write(directory, root, mesh(controlPlane, metadata, probe));
    environment.putAll(home.environment());
    environment.put("ENVOY_STATUS_PORT", String.valueOf(FreePort.next()));
    environment.put("ENVOY_PROMETHEUS_PORT", String.valueOf(FreePort.next()));
    environment.put("DNS_PROXY_ADDR", "127.0.0.1:" + dns);
    environment.put("PROXY_CONFIG_XDS_AGENT", "true");
    this.processes = new Processes(directory);
  }

  private String mesh(String controlPlane, Map<String, String> metadata, String probe) {
    StringBuilder text = new StringBuilder();
    text.append("defaultConfig:\n");
    text.append("  discoveryAddress: ").append(controlPlane).append('\n');
    text.append("  terminationDrainDuration: 0.1s\n");
    text.append("  statusPort: ").append(status).append('\n');
    text.append("  proxyAdminPort: ").append(admin).append('\n');
    text.append("  binaryPath: ").append(Binaries.envoy()).append('\n');
    if (!probe.isEmpty()) {
      text.append("  readinessProbe: ").append(probe).append('\n');
    }
    text.append("  proxyMetadata:\n");
    metadata.forEach(
        (key, value) -> text.append("    ").append(key).append(": '").append(value).append("'\n"));
    return text.toString();
  }

  StockAgent with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** It is a gateway that listens on this port. */
  StockAgent asGateway(int port) {
    type = "router";
    awaited = "\"port_value\": " + port;
    return this;
  }

  /** Where Istio's agent looks for a token. */
  void token(String token) {
    home.token(token);
  }

  void loseToken() throws IOException {
    home.loseToken();
  }

  /** Until its Envoy has what it needs to serve. */
  void start() {
    launch();
    processes.awaitStart(NAME, Duration.ofSeconds(60), this::hasListeners);
  }

  void launch() {
    processes.start(NAME, environment, PilotHome.command(type, "shop"));
  }

  void stop() {
    processes.stop(NAME);
  }

  private boolean hasListeners() {
    return admin("/listeners?format=json").contains(awaited);
  }

  /** A page of its Envoy; empty where that does not answer. */
  String admin(String path) {
    return get("http://127.0.0.1:" + admin + path);
  }

  int statusPort() {
    return status;
  }

  int dnsPort() {
    return dns;
  }

  private static String get(String url) {
    try {
      return HTTP.send(
              HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(5)).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  String file(String name) {
    try {
      return Files.readString(directory.resolve(name), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + name, e);
    }
  }

  String log() {
    return file(NAME + ".log");
  }

  @Override
  public void close() {
    processes.close();
  }
}
