package io.fairlead.conformance.cluster;

import io.fairlead.peers.kubernetes.KubernetesApi;
import io.fairlead.peers.kubernetes.KubernetesServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One API server with our definitions, for all tests of this package. */
final class Cluster implements ParameterResolver {

  static final Path CHARTS = Path.of("../packaging/helm").toAbsolutePath().normalize();

  /** A server that ends with the last test. */
  record Running(Path directory, KubernetesServer server) implements AutoCloseable {

    KubernetesApi api() {
      return server.api();
    }

    @Override
    public void close() {
      server.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Running.class;
  }

  @Override
  public Running resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(Cluster.class))
        .computeIfAbsent(Running.class, key -> start(), Running.class);
  }

  private static Running start() {
    try {
      Path directory = Files.createTempDirectory("cluster");
      Running cluster = new Running(directory, new KubernetesServer(directory));
      definitions().forEach(yaml -> cluster.api().create(yaml, placed -> {}));
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  Stream.of(
                          "networking.istio.io/v1/workloadgroups",
                          "extensions.istio.io/v1alpha1/wasmplugins",
                          "security.istio.io/v1/requestauthentications",
                          "telemetry.istio.io/v1/telemetries",
                          "networking.istio.io/v1/sidecars")
                      .allMatch(kind -> cluster.api().get("/apis/" + kind).contains("List\"")));
      return cluster;
    } catch (IOException e) {
      throw new UncheckedIOException("starting a cluster", e);
    }
  }

  private static List<String> definitions() throws IOException {
    try (Stream<Path> files = Files.list(CHARTS.resolve("fairlead/files/crds"))) {
      return files.sorted().map(Cluster::read).toList();
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file, e);
    }
  }
}
