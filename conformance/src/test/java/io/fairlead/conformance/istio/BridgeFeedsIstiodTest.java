package io.fairlead.conformance.istio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.fairlead.conformance.running.RunningBridge;
import io.fairlead.peers.istiod.IstiodServer;
import io.fairlead.peers.kubernetes.KubernetesServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our bridge gives a stock istiod 2,000 services by MCP, beside what Kubernetes says. That istiod
 * is ready at all shows that it was answered for every kind that it asks for: it waits for each.
 */
@Tag("peer")
class BridgeFeedsIstiodTest {

  private static final int SERVICES = 2_000;
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir private static Path directory;

  private static KubernetesServer kubernetes;
  private static RunningBridge bridge;
  private static IstiodServer istiod;

  @BeforeAll
  static void start() {
    kubernetes = new KubernetesServer(directory.resolve("kubernetes"));
    List.of("istio-system", "shop").forEach(kubernetes.api()::createNamespace);
    kubernetes.defineIstioKinds();
    kubernetes
        .api()
        .apply(
            """
            apiVersion: networking.istio.io/v1
            kind: ServiceEntry
            metadata: {name: own, namespace: shop}
            spec:
              hosts: [own.shop.mesh]
              location: MESH_INTERNAL
              resolution: STATIC
              ports: [{number: 80, name: http, protocol: HTTP}]
              endpoints: [{address: 10.9.9.9}]
            """);
    bridge = new RunningBridge(directory.resolve("bridge"), "shop", services("10.2.0.1"));
    istiod =
        new IstiodServer(
            kubernetes,
            directory.resolve("istiod"),
            """
            rootNamespace: istio-system
            configSources:
            - address: xds://127.0.0.1:%d
            - address: k8s://
            """
                .formatted(bridge.port()),
            Map.of(),
            List.of("--httpsAddr=", "--secureGRPCAddr="));
  }

  @AfterAll
  static void stop() {
    if (istiod != null) {
      istiod.close();
    }
    if (bridge != null) {
      bridge.close();
    }
    if (kubernetes != null) {
      kubernetes.close();
    }
  }

  /**
   * @param first the address of the first service
   */
  private static String services(String first) {
    return IntStream.range(0, SERVICES)
        .mapToObj(
            i ->
                "- {host: s%d.registry.mesh, ports: [{name: http, number: 80, protocol: http}], endpoints: [{address: %s}]}"
                    .formatted(i, i == 0 ? first : "10.1.%d.%d".formatted(i / 250, i % 250 + 1)))
        .collect(Collectors.joining("\n", "services:\n", "\n"));
  }

  /** What istiod knows, by kind and name: the version of each. */
  private static Map<String, String> known() throws IOException, InterruptedException {
    Map<String, String> known = new TreeMap<>();
    for (JsonElement each :
        JsonParser.parseString(istiod.debug("/debug/configz")).getAsJsonArray()) {
      JsonObject resource = each.getAsJsonObject();
      JsonObject metadata = resource.getAsJsonObject("metadata");
      known.put(
          resource.get("kind").getAsString() + " " + metadata.get("name").getAsString(),
          metadata.get("resourceVersion").getAsString());
    }
    return known;
  }

  private static String entry(String address) {
    return "WorkloadEntry s0.registry.mesh-%s-80".formatted(address.replace('.', '-'));
  }

  /** What istiod knows once it calls the one address and has forgotten the other. */
  private static Map<String, String> knownWith(String address, String before) throws Exception {
    soon(
        () -> {
          assertThat(istiod.debug("/debug/endpointz")).contains(address);
          assertThat(known())
              .hasSize(2 * SERVICES + 1)
              .containsKey(entry(address))
              .doesNotContainKey(entry(before));
        });
    return known();
  }

  private static void soon(ThrowingRunnable claim) {
    await().atMost(SOON).pollInterval(Duration.ofMillis(200)).untilAsserted(claim);
  }

  private static String changed(Map<String, String> before, Map<String, String> after) {
    Map<String, String> rest = new TreeMap<>(after);
    rest.entrySet().removeAll(before.entrySet());
    return String.join(", ", rest.keySet());
  }

  @Test
  void feedsIstiodBesideKubernetesAndSurvivesEachOthersRestarts() throws Exception {
    soon(() -> assertThat(known()).hasSize(2 * SERVICES + 1).containsKey("ServiceEntry own"));
    Map<String, String> first = known();

    bridge.write(services("10.2.0.2"));
    Map<String, String> second = knownWith("10.2.0.2", "10.2.0.1");
    assertThat(changed(first, second))
        .as("of 4,000 resources, the one endpoint that moved has another name")
        .isEqualTo(entry("10.2.0.2"));

    bridge.stop();
    assertThat(known()).as("what istiod was told stays").isEqualTo(second);
    bridge.write(services("10.2.0.3"));
    bridge.start();
    assertThat(changed(second, knownWith("10.2.0.3", "10.2.0.2")))
        .as("a bridge that starts anew gives the same versions for the same content")
        .isEqualTo(entry("10.2.0.3"));
  }
}
