package io.fairlead.peers.istiod;

import io.fairlead.peers.kubernetes.KubernetesServer;
import io.fairlead.peers.process.Binaries;
import io.fairlead.peers.process.FreePort;
import io.fairlead.peers.process.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A stock istiod before a Kubernetes API server that knows Istio's kinds. */
public final class IstiodServer implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(120);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Processes processes;
  private final int debugPort = FreePort.next();
  private final int plaintextPort = FreePort.next();

  /**
   * @param directory for its files
   * @param meshConfig Istio's MeshConfig as YAML
   * @param environment beside what every test needs, such as {@code PILOT_ENABLE_ALPN_FILTER}
   * @param arguments beside what every test needs, such as {@code --secureGRPCAddr=…}
   */
  public IstiodServer(
      KubernetesServer kubernetes,
      Path directory,
      String meshConfig,
      Map<String, String> environment,
      List<String> arguments) {
    this.processes = new Processes(directory);
    Path mesh;
    try {
      Files.createDirectories(directory);
      mesh = Files.writeString(directory.resolve("mesh.yaml"), meshConfig);
    } catch (IOException e) {
      throw new UncheckedIOException("writing the mesh's configuration", e);
    }
    List<String> command = new ArrayList<>();
    command.add(Binaries.istiod());
    command.add("discovery");
    command.add("--kubeconfig=" + kubernetes.kubeconfig());
    command.add("--meshConfig=" + mesh);
    command.add("--networksConfig=" + directory.resolve("none"));
    command.add("--grpcAddr=127.0.0.1:" + plaintextPort);
    command.add("--httpAddr=127.0.0.1:" + debugPort);
    command.add("--monitoringAddr=127.0.0.1:" + FreePort.next());
    command.add("--log_output_level=default:warn");
    command.addAll(arguments);
    processes.start("istiod", environment(environment), command);
    processes.awaitStart("istiod", START, this::isReady);
  }

  private static Map<String, String> environment(Map<String, String> own) {
    Map<String, String> all =
        new HashMap<>(
            Map.of(
                "POD_NAMESPACE", "istio-system",
                "POD_NAME", "istiod",
                "PILOT_DEBOUNCE_AFTER", "10ms",
                "INJECT_ENABLED", "false",
                "VALIDATION_WEBHOOK_CONFIG_NAME", ""));
    all.putAll(own);
    return all;
  }

  /** The port on loopback that serves xDS without TLS. */
  public int plaintextPort() {
    return plaintextPort;
  }

  /** The answer of an istiod's own debug page, such as {@code /debug/configz}. */
  public String debug(String path) throws IOException, InterruptedException {
    return HTTP.send(request(path), BodyHandlers.ofString()).body();
  }

  private boolean isReady() throws InterruptedException {
    try {
      return HTTP.send(request("/ready"), BodyHandlers.ofString()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + debugPort + path))
        .timeout(Duration.ofSeconds(10))
        .build();
  }

  @Override
  public void close() {
    processes.close();
  }
}
