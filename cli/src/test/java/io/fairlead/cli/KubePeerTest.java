package io.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairlead.cli.tree.Tree;
import io.fairlead.peers.kubernetes.KubernetesServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real API server makes of {@code fairlead kube}; nothing runs, for there is no kubelet. */
@Tag("peer")
class KubePeerTest {

  private static final String SECRETS = "/api/v1/namespaces/readers/secrets";

  @TempDir private static Path directory;
  @TempDir private Path files;
  private static KubernetesServer cluster;

  @BeforeAll
  static void start() {
    cluster = new KubernetesServer(directory);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void aControlPlaneIsInstalledOnceChangedByASecondTimeAndTakenAwayAgain() {
    String[] install = {"kube", "install", "--hub", "registry.test/mesh", "--wait", "0"};
    assertThat(run("kube", "install", "--hub", "registry.test/mesh", "--dry-run").out())
        .contains("statefulset.apps/fairlead-control-plane created (dry run)");
    Run first = run(install);
    assertThat(first.err()).isEmpty();
    assertThat(first.out().lines().filter(line -> line.endsWith(" created"))).hasSize(26);
    assertThat(run(install).out().lines()).allMatch(line -> line.endsWith(" unchanged"));
    assertThat(run("kube", "install", "--hub", "registry.test/other", "--dry-run").out())
        .contains("statefulset.apps/fairlead-control-plane configured (dry run)")
        .contains("service/fairlead-control-plane unchanged (dry run)");
    isReady();
    Run status = run("kube", "status", "-o", "json");
    assertThat(status.out())
        .contains("\"ready\": true", "\"image\": \"registry.test/mesh/control-plane:0.1.0\"")
        .doesNotContain("\"versions\": []");
    assertThat(deleted(run("kube", "uninstall", "--dry-run"), " deleted (dry run)")).isEqualTo(10);
    assertThat(deleted(run("kube", "uninstall"), " deleted")).isEqualTo(10);
    assertThat(deleted(run("kube", "uninstall", "--definitions"), " deleted")).isEqualTo(15);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> run("kube", "uninstall").out().startsWith("Nothing that fairlead kube install"));
  }

  private static long deleted(Run run, String end) {
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("namespace/fairlead-system stays");
    return run.out().lines().filter(line -> line.endsWith(end)).count();
  }

  /** As its controller and its kubelet would say it. */
  private static void isReady() {
    cluster
        .api()
        .applyStatus(
            """
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: fairlead-control-plane, namespace: fairlead-system}
            status: {replicas: 1, readyReplicas: 1, observedGeneration: 9}
            """);
  }

  @Test
  void aClusterIsConnectedByAnAccountThatMayReadItAndNothingMore() throws IOException {
    Path file = files.resolve("west.yaml");
    CompletableFuture<Run> connecting =
        CompletableFuture.supplyAsync(
            () ->
                run(
                    "kube",
                    "connect",
                    "west",
                    "-n",
                    "readers",
                    "--file",
                    file.toString(),
                    "--server",
                    "https://localhost:" + cluster.port()));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                cluster.api().get(SECRETS + "/fairlead-reader").contains("service-account-token"));
    writeToken();
    assertThat(connecting.join().err()).isEmpty();
    assertThat(Tree.parse(Files.readString(file)).at("current-context").text()).isEqualTo("west");
    assertThat(Run.of("kube", "status", "--kubeconfig", file.toString()).err())
        .contains("does not allow to list");
  }

  /** What the controller of tokens does, which does not run here. */
  private static void writeToken() {
    String token = cluster.api().token("readers", "fairlead-reader", "kubernetes");
    cluster
        .api()
        .apply(
            """
            apiVersion: v1
            kind: Secret
            metadata: {name: fairlead-reader, namespace: readers}
            data: {token: %s}
            """
                .formatted(
                    Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8))));
  }

  private static Run run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--kubeconfig", cluster.kubeconfig().toString()));
    return Run.of(all.toArray(String[]::new));
  }
}
