package io.fairlead.conformance.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.fairlead.peers.kubernetes.KubernetesServer;
import io.fairlead.peers.process.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Envoy refuses what comes of a resource that our reader finds nothing wrong with, and the
 * API server has its words in the resource's status. It refuses a listener whose port another
 * program of its host holds.
 */
@Tag("peer")
class ProgrammedTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String STATUS = "/apis/networking.istio.io/v1/namespaces/shop/";
  private static final Path DEFINITIONS = Path.of("../packaging/helm/fairlead/files/crds");

  private static final String HOST =
      """
      {
        "id": "sidecar~127.0.0.1~vm.shop~shop.svc.cluster.local",
        "cluster": "vm",
        "metadata": {
          "NAMESPACE": "shop", "SERVICE_ACCOUNT": "vm", "INSTANCE_IPS": "127.0.0.1",
          "INTERCEPTION_MODE": "NONE", "FAIRLEAD_EXPLICIT_ADDRESS": "127.0.0.1"
        }
      }
      """;

  @TempDir private static Path directory;

  private static KubernetesServer cluster;
  private static RunningControlPlane controlPlane;
  private static GatewayEnvoy envoy;

  @BeforeAll
  static void start() throws IOException {
    cluster = new KubernetesServer(directory.resolve("cluster"));
    define();
    cluster.api().createNamespace("shop");
    controlPlane =
        new RunningControlPlane(
            directory,
            """
            sources: {kubernetes: [{cluster: main, kubeconfig: %s}]}
            admission:
              listen: "127.0.0.1:%d"
              conditions: true
              proxy: {image: "registry.example.com/fairlead/proxy:0.1.0"}
              webhooks: {server: "https://%s", caFile: %s, tokenFile: %s}
            """
                .formatted(
                    cluster.kubeconfig(),
                    FreePort.next(),
                    cluster.address(),
                    cluster.rootFile(),
                    cluster.tokenFile()));
    controlPlane.apply(
        """
        apiVersion: networking.istio.io/v1
        kind: WorkloadGroup
        metadata: {name: vm, namespace: shop}
        spec: {template: {serviceAccount: vm}}
        """);
    envoy = new GatewayEnvoy(HOST, controlPlane.join("shop", "vm"), controlPlane.port(), directory);
  }

  private static void define() throws IOException {
    try (Stream<Path> files = Files.list(DEFINITIONS)) {
      for (Path file : files.sorted().toList()) {
        cluster.api().create(Files.readString(file), placed -> {});
      }
    }
    await()
        .atMost(SOON)
        .until(
            () ->
                Stream.of("serviceentries", "destinationrules", "workloadentries", "sidecars")
                    .allMatch(
                        kind ->
                            cluster
                                .api()
                                .get("/apis/networking.istio.io/v1/" + kind)
                                .contains("List\"")));
  }

  @AfterAll
  static void stop() throws Exception {
    for (AutoCloseable part :
        Stream.of(envoy, controlPlane, cluster).filter(Objects::nonNull).toList()) {
      part.close();
    }
  }

  @Test
  void tellsWhichProxyRefusesWhatAndTakesItBackWhenItIsMended() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      write("taken", taken.getLocalPort());
      write("free", FreePort.next());
      rule("taken");
      await()
          .atMost(SOON)
          .untilAsserted(
              () -> {
                assertThat(programmed("serviceentries/taken"))
                    .contains(
                        "False Refused refused by 1 proxy (vm.shop)",
                        "listener 127.0.0.1_" + taken.getLocalPort() + ": ",
                        "Address already in use");
                assertThat(programmed("serviceentries/free")).isEqualTo("True Programmed ");
                assertThat(programmed("destinationrules/taken")).isEqualTo("True Programmed ");
              });
    }
    write("taken", FreePort.next());
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(programmed("serviceentries/taken")).isEqualTo("True Programmed "));
  }

  /** Who answers is told as soon as it is there, and a Sidecar as the proxy takes its listeners. */
  @Test
  void tellsOfWhoAnswersAndOfWhatIsSeen() {
    cluster
        .api()
        .apply(
            """
            apiVersion: networking.istio.io/v1
            kind: ServiceEntry
            metadata: {name: picked, namespace: shop}
            spec:
              hosts: [picked.mesh]
              ports: [{number: %d, name: tcp, protocol: TCP}]
              resolution: STATIC
              workloadSelector: {labels: {app: picked}}
            ---
            apiVersion: networking.istio.io/v1
            kind: WorkloadEntry
            metadata: {name: one, namespace: shop}
            spec: {address: 127.0.0.3, labels: {app: picked}}
            ---
            apiVersion: networking.istio.io/v1
            kind: Sidecar
            metadata: {name: all, namespace: shop}
            spec: {egress: [{hosts: ["*/*"]}]}
            """
                .formatted(FreePort.next()));
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(programmed("workloadentries/one")).isEqualTo("True Programmed ");
              assertThat(programmed("sidecars/all")).isEqualTo("True Programmed ");
            });
  }

  /** By TCP, whose listeners are each service's own. */
  private static void write(String name, int port) {
    cluster
        .api()
        .apply(
            """
            apiVersion: networking.istio.io/v1
            kind: ServiceEntry
            metadata: {name: %s, namespace: shop}
            spec:
              hosts: [%s.mesh]
              ports: [{number: %d, name: tcp, protocol: TCP}]
              resolution: STATIC
              endpoints: [{address: 127.0.0.2}]
            """
                .formatted(name, name, port));
  }

  private static void rule(String name) {
    cluster
        .api()
        .apply(
            """
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: %s, namespace: shop}
            spec: {host: %s.mesh}
            """
                .formatted(name, name));
  }

  /** Status, reason and message; empty before anything is told. */
  private static String programmed(String name) {
    JsonObject resource =
        JsonParser.parseString(cluster.api().get(STATUS + name)).getAsJsonObject();
    if (!(resource.get("status") instanceof JsonObject status) || !status.has("conditions")) {
      return "";
    }
    for (var condition : status.getAsJsonArray("conditions")) {
      if (condition instanceof JsonObject told
          && told.get("type").getAsString().equals("Programmed")) {
        return String.join(
            " ",
            List.of("status", "reason", "message").stream()
                .map(key -> told.get(key).getAsString())
                .toList());
      }
    }
    return "";
  }
}
