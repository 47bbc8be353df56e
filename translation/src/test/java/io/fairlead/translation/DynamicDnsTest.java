package io.fairlead.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.fairlead.model.MeshState;
import io.fairlead.model.proxy.Proxy;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Envoy looks up the host that a request names, for a cluster of DYNAMIC_DNS. */
@Tag("peer")
class DynamicDnsTest {

  private static final String MESH =
      "services: [{host: '*.example', ports: ['http:80/HTTP'], resolution: DYNAMIC_DNS}]";

  private static final String PROXY = "addresses: [127.0.0.1]";

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  @TempDir private Path directory;

  @Test
  void requestsGoToTheHostThatTheyName() throws IOException, InterruptedException {
    HttpServer server = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 1);
    server.createContext("/", exchange -> exchange.sendResponseHeaders(204, -1));
    server.start();
    int port = freePort();
    Path config = directory.resolve("envoy.json");
    Files.writeString(config, bootstrap(port));
    Process envoy =
        EnvoyBinary.start(
            directory.resolve("envoy.log"),
            List.of("--concurrency", "1", "--use-dynamic-base-id", "-c", config.toString()));
    try {
      String named = "localhost:" + server.getAddress().getPort();
      await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(get(port, named)).contains(" 204 "));
      assertThat(get(port, "nowhere.invalid:80")).contains(" 503 ");
    } finally {
      envoy.destroy();
      envoy.waitFor(20, TimeUnit.SECONDS);
      server.stop(0);
    }
  }

  private static String bootstrap(int port) {
    return """
    {"static_resources": {
      "clusters": [%s],
      "listeners": [{
        "address": {"socket_address": {"address": "%s", "port_value": %d}},
        "filter_chains": [{"filters": [{
          "name": "http",
          "typed_config": {
            "@type": "type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager",
            "stat_prefix": "test",
            "route_config": {"virtual_hosts": [{
              "name": "all", "domains": ["*"],
              "routes": [{"match": {"prefix": "/"}, "route": {"cluster": "outbound|80||*.example"}}]}]},
            "http_filters": [{
              "name": "router",
              "typed_config": {
                "@type": "type.googleapis.com/envoy.extensions.filters.http.router.v3.Router"}}]
          }}]}]
      }]}}
    """
        .formatted(Decoded.json(cluster()), LOOPBACK.getHostAddress(), port);
  }

  private static Cluster cluster() {
    MeshState mesh = MeshYaml.mesh(MESH);
    Proxy proxy = MeshYaml.proxy(PROXY);
    XdsResources resources = new Translator(ResourceCache.none()).translate(mesh, proxy);
    return Decoded.clusters(resources).stream()
        .filter(cluster -> cluster.getName().equals("outbound|80||*.example"))
        .findFirst()
        .orElseThrow();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
      return socket.getLocalPort();
    }
  }

  /** By hand, because the JDK's client lets nobody write the Host header. */
  private static String get(int port, String host) throws IOException {
    try (Socket socket = new Socket(LOOPBACK, port)) {
      String request = "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      try (InputStream in = socket.getInputStream()) {
        return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      }
    }
  }
}
