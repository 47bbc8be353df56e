package io.fairlead.peers.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stand itself: a failure here is none of what runs on it. */
@Tag("peer")
class KubernetesServerTest {

  @TempDir private static Path directory;
  private static KubernetesServer server;

  @BeforeAll
  static void start() {
    server = new KubernetesServer(directory);
    server.api().createNamespace("shop");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void keepsWhatWasCreatedWhileItWasDown() {
    List<KubernetesApi.Placed> placed = new ArrayList<>();
    server
        .api()
        .create(
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: kept, namespace: shop}}",
            placed::add);
    server.stop();
    assertThat(server.api().isReady()).isFalse();
    server.start();
    assertThat(server.api().get(placed.getFirst().path())).contains("\"name\":\"kept\"");
  }

  @Test
  void changesObjectsAndTheirStatus() {
    String pod =
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop, labels: {app: %s}}
        spec: {containers: [{name: web, image: none}]}
        """;
    server.api().apply(pod.formatted("old"));
    server.api().apply(pod.formatted("new"));
    server
        .api()
        .applyStatus(
            "{apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop}, status: {podIP: 10.0.0.7}}");
    assertThat(server.api().get("/api/v1/namespaces/shop/pods/web"))
        .contains("\"app\":\"new\"", "\"podIP\":\"10.0.0.7\"");
  }

  @Test
  void givesTokensOfServiceAccounts() {
    server
        .api()
        .apply("{apiVersion: v1, kind: ServiceAccount, metadata: {name: web, namespace: shop}}");
    assertThat(server.api().token("shop", "web", "istio-ca").split("\\.")).hasSize(3);
  }
}
