package io.fairlead.registrybridge.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.envoyproxy.envoy.config.core.v3.Node;
import io.fairlead.istioconfig.Kinds;
import io.fairlead.registrybridge.publish.McpServer;
import io.fairlead.settings.SettingsFile;
import io.fairlead.xds.Resource;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.client.AdsClient;
import io.fairlead.xds.client.Backoff;
import io.fairlead.xds.client.SubscriptionListener;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole program in one process, from its configuration file to a client. */
final class BridgeApplicationTest {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String SERVICES =
      """
      services:
        - host: billing.internal
          ports: [{number: 8080, name: http, protocol: http}]
          endpoints: [{address: 10.0.0.7}, {address: 10.0.0.8}]
      """;

  /** Learns what a client learns. */
  private static final class Client implements SubscriptionListener {
    private final Map<ResourceType, Set<String>> names = new ConcurrentHashMap<>();
    private final AtomicInteger updates = new AtomicInteger();

    @Override
    public void updated(ResourceType type, List<Resource> changed, Set<String> removed) {
      Set<String> known = names.computeIfAbsent(type, same -> ConcurrentHashMap.newKeySet());
      changed.forEach(resource -> known.add(resource.name()));
      known.removeAll(removed);
      updates.addAndGet(changed.size() + removed.size());
    }

    @Override
    public void connected() {}

    @Override
    public void disconnected(Status status) {}

    Set<String> names(String type) {
      return names.getOrDefault(new ResourceType(type), Set.of());
    }
  }

  private static ConfigurableApplicationContext start(Path directory, int port) throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("bridge.yaml"),
            """
            listen: 127.0.0.1:%d
            health: {listen: "127.0.0.1:0"}
            sources: {files: [{name: static, path: services.yaml}]}
            """
                .formatted(port));
    return BridgeApplication.start(
        SettingsFile.read(file, BridgeSettings.class).in(directory.toAbsolutePath()));
  }

  private static HttpResponse<String> get(ConfigurableApplicationContext bridge, String path)
      throws Exception {
    String port = bridge.getEnvironment().getProperty("local.server.port");
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void answersAClientOnceItsSourcesAreReadAndThroughARestart(@TempDir Path directory)
      throws Exception {
    Client client = new Client();
    int port;
    ManagedChannel channel;
    AdsClient ads;
    try (ConfigurableApplicationContext bridge = start(directory, 0)) {
      port = bridge.getBean(McpServer.class).port();
      channel =
          NettyChannelBuilder.forAddress(
                  new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
              .usePlaintext()
              .build();
      ads = client(channel, client);
      awaitReadiness(bridge, 503);
      HttpResponse<String> health = get(bridge, "/actuator/health");
      assertThat(health.body()).contains("\"condition\":\"unsynced\"", "there is no such file");
      assertThat(client.names).isEmpty();

      Files.writeString(directory.resolve("services.yaml"), SERVICES);
      awaitReadiness(bridge, 200);
      awaitServices(client);
      assertThat(client.names("networking.istio.io/v1/WorkloadEntry"))
          .containsExactlyInAnyOrder(
              "static/billing.internal-10-0-0-7-8080", "static/billing.internal-10-0-0-8-8080");
      await().atMost(SOON).until(() -> client.names.size() == Kinds.mcpTypes().size());
      assertThat(get(bridge, "/actuator/prometheus").body())
          .contains("fairlead_bridge_source_endpoints{source=\"static\"} 2.0")
          .contains("fairlead_bridge_clients 1.0");

      Files.writeString(directory.resolve("services.yaml"), "services: [");
      await()
          .atMost(Duration.ofSeconds(3))
          .until(() -> get(bridge, "/actuator/health").body().contains("services.yaml:1:"));
      assertThat(get(bridge, "/actuator/health/readiness").statusCode()).isEqualTo(200);
      Files.writeString(directory.resolve("services.yaml"), SERVICES);
    }
    int before = client.updates.get();
    try (ConfigurableApplicationContext bridge = start(directory, port)) {
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(get(bridge, "/actuator/prometheus").body())
                      .contains("fairlead_bridge_clients 1.0"));
      Files.writeString(
          directory.resolve("services.yaml"), SERVICES.replace("10.0.0.8", "10.0.0.9"));
      await().atMost(SOON).until(() -> client.updates.get() > before);
      // One came and one went, and nothing else was told anew after the restart.
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(client.names("networking.istio.io/v1/WorkloadEntry"))
                      .containsExactlyInAnyOrder(
                          "static/billing.internal-10-0-0-7-8080",
                          "static/billing.internal-10-0-0-9-8080"));
      await().atMost(SOON).until(() -> client.updates.get() == before + 2 * 3);
    } finally {
      ads.close();
      channel.shutdownNow();
    }
  }

  private static AdsClient client(ManagedChannel channel, SubscriptionListener listener) {
    AdsClient ads =
        new AdsClient(
            channel,
            Node.newBuilder().setId("control-plane").build(),
            Kinds.mcpTypes().stream().map(ResourceType::new).toList(),
            listener,
            Backoff.STANDARD,
            RandomGeneratorFactory.of("L64X128MixRandom").create(1));
    ads.start();
    return ads;
  }

  private static void awaitReadiness(ConfigurableApplicationContext bridge, int status) {
    await()
        .atMost(SOON)
        .until(() -> get(bridge, "/actuator/health/readiness").statusCode() == status);
  }

  private static void awaitServices(Client client) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(client.names("networking.istio.io/v1/ServiceEntry"))
                    .containsExactly("static/billing.internal"));
  }
}
