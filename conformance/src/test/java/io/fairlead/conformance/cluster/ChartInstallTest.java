package io.fairlead.conformance.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The API server stores what the charts say; nothing runs, for there is no kubelet. */
@Tag("peer")
@ExtendWith(Cluster.class)
class ChartInstallTest {

  @TempDir private Path home;

  @Test
  void theControlPlaneIsInstalledUpgradedAndRemoved(Cluster.Running cluster) {
    install(cluster, "install", "fairlead", "--create-namespace", "--set", "crds.install=false");
    assertThat(cluster.api().get("/apis/apps/v1/namespaces/installed/statefulsets"))
        .contains("\"fairlead-control-plane\"");
    install(
        cluster,
        "upgrade",
        "fairlead",
        "--set",
        "registryBridge.enabled=true",
        "--set",
        "crds.install=false");
    assertThat(cluster.api().get("/apis/apps/v1/namespaces/installed/statefulsets"))
        .contains("registry-bridge");
    helm(cluster, List.of("uninstall", "edge", "--namespace", "installed"));
    assertThat(cluster.api().get("/apis/apps/v1/namespaces/installed/statefulsets"))
        .doesNotContain("registry-bridge");
    assertThat(cluster.api().get("/apis/networking.istio.io/v1/sidecars"))
        .as("the definitions stay")
        .contains("SidecarList");
  }

  @Test
  void aGatewayIsInstalled(Cluster.Running cluster) {
    install(
        cluster, "install", "gateway", "--create-namespace", "--set", "autoscaling.enabled=true");
    assertThat(cluster.api().get("/apis/apps/v1/namespaces/installed/deployments"))
        .contains("auto");
    helm(cluster, List.of("uninstall", "edge", "--namespace", "installed"));
  }

  private void install(Cluster.Running cluster, String verb, String chart, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(verb, "edge", forAnyVersion(chart).toString(), "--namespace", "installed"));
    arguments.addAll(List.of(more));
    helm(cluster, arguments);
  }

  /** The chart for a server of any version: one that is built from its module names none. */
  private Path forAnyVersion(String chart) {
    Path copy = home.resolve("charts").resolve(chart);
    try (Stream<Path> files = Files.walk(Cluster.CHARTS.resolve(chart))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = copy.resolve(Cluster.CHARTS.resolve(chart).relativize(file));
        Files.createDirectories(Objects.requireNonNull(to.getParent()));
        String text = Cluster.read(file);
        Files.writeString(
            to, file.endsWith("Chart.yaml") ? text.replaceAll("(?m)^kubeVersion:.*\n", "") : text);
      }
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException("copying a chart", e);
    }
  }

  private void helm(Cluster.Running cluster, List<String> arguments) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of("--kubeconfig", cluster.server().kubeconfig().toString()));
    new Helm(home).run(all);
  }
}
