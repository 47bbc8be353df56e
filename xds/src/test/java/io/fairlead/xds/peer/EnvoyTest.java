package io.fairlead.xds.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.server.ClientStream;
import io.fairlead.xds.server.DiscoveryService;
import io.fairlead.xds.server.RecordedStreams;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real Envoy takes what the engine sends, warms it, and comes back after the server was gone. */
@Tag("peer")
final class EnvoyTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Pattern PORT = Pattern.compile("\"port_value\": (\\d+)");

  @TempDir private Path directory;
  private HttpServer backend;
  private RecordedStreams owner;
  private Server server;

  @BeforeEach
  void startsBackendAndServer() throws IOException {
    backend = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    backend.createContext(
        "/",
        exchange -> {
          byte[] body = "hello".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    backend.start();
    owner = new RecordedStreams(EnvoyConfig.toBackend(backend.getAddress().getPort(), 1));
    server = served(0);
  }

  @AfterEach
  void stopsBackendAndServer() throws InterruptedException {
    server.shutdownNow().awaitTermination();
    backend.stop(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELTA_GRPC", "GRPC"})
  void servesAndTakesChangesWithoutStayingWarm(String apiType) throws Exception {
    try (EnvoyProcess envoy = EnvoyProcess.start(directory, apiType, server.getPort())) {
      String authority = awaitListener(envoy);
      awaitHello(envoy, authority);

      owner.publish(EnvoyConfig.toBackend(backend.getAddress().getPort(), 2));
      awaitCluster(envoy, "2s");
      awaitHello(envoy, authority);

      int port = server.getPort();
      server.shutdownNow().awaitTermination();
      awaitHello(envoy, authority);
      owner.publish(EnvoyConfig.toBackend(backend.getAddress().getPort(), 3));
      server = served(port);
      awaitCluster(envoy, "3s");
      awaitHello(envoy, authority);

      await().atMost(PATIENCE).untilAsserted(this::assertAllAccepted);
      assertThat(owner.events()).noneMatch(event -> event.startsWith("rejected"));
    }
  }

  private void assertAllAccepted() {
    assertThat(owner.streams()).hasSize(1);
    ClientStream stream = owner.streams().getFirst();
    assertThat(stream.status())
        .containsOnlyKeys(
            List.of(
                ResourceType.CLUSTER,
                ResourceType.ENDPOINT,
                ResourceType.LISTENER,
                ResourceType.ROUTE))
        .allSatisfy((type, status) -> assertThat(status.rejections()).as("%s", type).isZero());
    assertThat(stream.status().get(ResourceType.CLUSTER))
        .isEqualTo(new ClientStream.TypeStatus(1, true, 0, "", List.of()));
  }

  private static String awaitListener(EnvoyProcess envoy) {
    await()
        .atMost(PATIENCE)
        .until(() -> PORT.matcher(envoy.admin("/listeners?format=json")).find());
    Matcher port = PORT.matcher(envoy.admin("/listeners?format=json"));
    assertThat(port.find()).isTrue();
    return "127.0.0.1:" + port.group(1);
  }

  private static void awaitHello(EnvoyProcess envoy, String authority) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(IOException.class)
        .untilAsserted(() -> assertThat(envoy.get(authority, "/")).isEqualTo("200 hello"));
  }

  private static void awaitCluster(EnvoyProcess envoy, String connectTimeout) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(envoy.admin("/config_dump?resource=dynamic_active_clusters"))
                    .contains("\"connect_timeout\": \"" + connectTimeout + "\""));
    assertThat(envoy.admin("/stats?filter=cluster_manager.warming_clusters"))
        .contains("cluster_manager.warming_clusters: 0");
  }

  private Server served(int port) throws IOException {
    ServerBuilder<?> builder =
        Grpc.newServerBuilderForPort(port, InsecureServerCredentials.create())
            .addService(new DiscoveryService(node -> node.getId(), owner, Set.of()));
    DiscoveryService.tune(builder);
    return builder.build().start();
  }
}
