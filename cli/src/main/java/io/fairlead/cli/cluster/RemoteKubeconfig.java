package io.fairlead.cli.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fairlead.cli.exit.Failure;
import io.fairlead.cli.kubeconfig.Connection;
import io.fairlead.cli.output.Yaml;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A kubeconfig by which a control plane reads another cluster. It names no file and no program,
 * since it is read elsewhere.
 *
 * @param cluster by which the mesh knows it
 */
public record RemoteKubeconfig(String cluster, String server, String roots, String token) {

  /** Label of Secrets that name clusters, Istio's and ours. */
  static final String LABEL = "istio/multiCluster";

  public static RemoteKubeconfig of(
      String cluster, Connection connection, String server, String token) {
    if (connection.proof().isBlind()) {
      throw Failure.usage(
          "context '%s' believes any server, and a control plane does not: write its"
                  .formatted(connection.name())
              + " certificate-authority into the kubeconfig");
    }
    return new RemoteKubeconfig(cluster, server, connection.proof().roots(), token);
  }

  public String text() {
    Map<String, Object> target = new LinkedHashMap<>();
    target.put("server", server);
    if (!roots.isEmpty()) {
      target.put(
          "certificate-authority-data", Base64.getEncoder().encodeToString(roots.getBytes(UTF_8)));
    }
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("apiVersion", "v1");
    config.put("kind", "Config");
    config.put("current-context", cluster);
    config.put("clusters", List.of(Map.of("name", cluster, "cluster", target)));
    config.put(
        "contexts",
        List.of(Map.of("name", cluster, "context", Map.of("cluster", cluster, "user", cluster))));
    config.put("users", List.of(Map.of("name", cluster, "user", Map.of("token", token))));
    return Yaml.of(config);
  }

  /** As a Secret of the mesh's cluster, of the form that istioctl gives it. */
  public KubeObject secret(String namespace) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", "fairlead-remote-secret-" + cluster);
    metadata.put("namespace", namespace);
    metadata.put("labels", Map.of(LABEL, "true", "app.kubernetes.io/part-of", "fairlead"));
    metadata.put("annotations", Map.of("networking.istio.io/cluster", cluster));
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", "v1");
    tree.put("kind", "Secret");
    tree.put("metadata", metadata);
    tree.put("type", "Opaque");
    tree.put("data", Map.of(cluster, Base64.getEncoder().encodeToString(text().getBytes(UTF_8))));
    return new KubeObject(tree);
  }

  /** As a file that its owner alone reads; what is there is replaced in one step. */
  public void write(Path file) {
    Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent());
    try {
      Path written =
          Files.createTempFile(
              directory,
              ".kubeconfig",
              "",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try {
        Files.writeString(written, text());
        move(written, file);
      } finally {
        Files.deleteIfExists(written);
      }
    } catch (IOException e) {
      throw Failure.failed(
          "cannot write %s (%s): look at its directory and mode"
              .formatted(file, e.getClass().getSimpleName()));
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Never the token. */
  @Override
  public String toString() {
    return "RemoteKubeconfig[" + cluster + "]";
  }
}
