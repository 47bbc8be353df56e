package io.fairlead.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.fairlead.model.MeshState;
import io.fairlead.model.policy.MtlsMode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two real Envoys on loopback addresses, one for a caller and one for a server. */
@Tag("peer")
class MutualTlsRoundTripTest {

  private static final String CALLER = "127.0.0.2";
  private static final String SERVER = "127.0.0.3";
  private static final String OTHER = "127.0.0.4";
  private static final String IDENTITY = "spiffe://cluster.local/ns/demo/sa/";

  private static final Map<String, Map<String, Path>> SECRETS = new ConcurrentHashMap<>();

  @TempDir private static Path authorityDirectory;
  @TempDir private Path directory;
  private final List<Process> envoys = new ArrayList<>();
  private HttpServer http;
  private EchoServer echo;
  private EchoServer greeter;

  /** Once for all tests: the JDK's keytool takes its time. */
  @BeforeAll
  static void certify() {
    TestAuthority authority = new TestAuthority(authorityDirectory);
    for (String account : List.of("client", "web", "impostor")) {
      SECRETS.put(account, authority.secretsOf(account, IDENTITY + account));
    }
  }

  @BeforeEach
  void startApplications() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 10);
    http.createContext(
        "/",
        exchange -> {
          byte[] seen =
              ("seen " + exchange.getRequestHeaders().get("X-forwarded-client-cert"))
                  .getBytes(StandardCharsets.US_ASCII);
          exchange.sendResponseHeaders(200, seen.length);
          exchange.getResponseBody().write(seen);
          exchange.close();
        });
    http.start();
    echo = new EchoServer("");
    greeter = new EchoServer("welcome\n");
  }

  @AfterEach
  void stopEverything() throws IOException, InterruptedException {
    for (Process envoy : envoys) {
      envoy.destroy();
      if (!envoy.waitFor(10, TimeUnit.SECONDS)) {
        envoy.destroyForcibly().waitFor();
      }
    }
    http.stop(0);
    echo.close();
    greeter.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"STRICT", "PERMISSIVE"})
  void declaredAndDetectedBytesArriveWithTheCallersIdentity(MtlsMode mode) throws IOException {
    startEnvoys("HTTP", "TCP", mode);

    assertThat(get(CALLER, "web.demo.mesh")).contains("200 OK", IDENTITY + "client");
    assertThat(Files.readString(directory.resolve("server.log")))
        .contains("\"downstream_peer_uri_san\":\"" + IDENTITY + "client\"");
    assertThat(exchange(CALLER, echo.port(), "\0\1\2GIF\r\n\u007f"))
        .isEqualTo("\0\1\2GIF\r\n\u007f");
    assertThat(exchange(CALLER, greeter.port(), "bye")).isEqualTo("welcome\nbye");
  }

  @Test
  void detectedHttpArrivesAsHttpAndOtherBytesAsTheyWere() throws IOException {
    startEnvoys("AUTO", "AUTO", MtlsMode.PERMISSIVE);

    assertThat(get(CALLER, "web.demo.mesh")).contains("200 OK", IDENTITY + "client");
    assertThat(talk(CALLER, echo.port(), "\0\1\2 not HTTP")).isEqualTo("\0\1\2 not HTTP");
  }

  @Test
  void plainClientIsAnsweredWhereBothAreAcceptedAndItsClaimOfAnIdentityIsDropped()
      throws IOException {
    startEnvoys("HTTP", "TCP", MtlsMode.PERMISSIVE);

    assertThat(get(SERVER, "web.demo.mesh")).contains("200 OK", "seen null");
    assertThat(talk(SERVER, echo.port(), "plain")).isEqualTo("plain");
  }

  @Test
  void plainClientIsRefusedWhereMutualTlsIsAskedFor() throws IOException {
    startEnvoys("HTTP", "TCP", MtlsMode.STRICT);

    assertThat(get(SERVER, "web.demo.mesh")).isEmpty();
    assertThat(exchange(SERVER, echo.port(), "plain")).isEmpty();
  }

  @Test
  void serverThatProvesAnotherIdentityIsNotSpokenTo() throws IOException {
    startEnvoys("HTTP", "TCP", MtlsMode.STRICT, "impostor");

    assertThat(get(CALLER, "web.demo.mesh")).contains("503");
    assertThat(exchange(CALLER, echo.port(), "secret")).isEmpty();
  }

  @Test
  void unknownHostIsRefusedWhereNothingIsRedirected() throws IOException {
    startEnvoys("HTTP", "TCP", MtlsMode.STRICT);

    assertThat(get(CALLER, "nobody.demo.mesh")).contains("502");
  }

  @Test
  void eachCallerIsLetInAsOftenAsItsLimitSays() throws IOException {
    MeshState mesh =
        limited(
            """
            traffic.fairlead.io/rate-limit.%d: 3/1h
                traffic.fairlead.io/rate-limit-per.%d: caller
                traffic.fairlead.io/rate-limit-headers.%d: draft-03\
            """
                .replace("%d", String.valueOf(http.getAddress().getPort())));
    startEnvoys(mesh, "web");
    startEnvoy(mesh, OTHER, "other", "impostor");
    awaitListener(OTHER);

    for (int left = 2; left >= 0; left--) {
      assertThat(get(CALLER, "web.demo.mesh")).contains("200 OK", "x-ratelimit-remaining: " + left);
    }
    assertThat(get(CALLER, "web.demo.mesh")).contains("429 Too Many Requests");
    assertThat(get(OTHER, "web.demo.mesh")).contains("200 OK", "x-ratelimit-remaining: 2");
  }

  @Test
  void connectionsBeyondTheirLimitAreClosed() throws IOException {
    startEnvoys(
        limited("traffic.fairlead.io/connection-rate-limit.%d: 2/1h".formatted(greeter.port())),
        "web");

    assertThat(exchange(CALLER, greeter.port(), "bye")).isEqualTo("welcome\nbye");
    assertThat(exchange(CALLER, greeter.port(), "bye")).isEqualTo("welcome\nbye");
    assertThat(exchange(CALLER, greeter.port(), "bye")).isEmpty();
  }

  /** A mesh of mutual TLS, with annotations on the Sidecar of its namespace. */
  private MeshState limited(String annotations) {
    return IstioRules.with(
        MeshYaml.mesh(meshYaml("/HTTP", "/TCP", MtlsMode.STRICT)),
        """
        apiVersion: networking.istio.io/v1
        kind: Sidecar
        metadata:
          name: limits
          namespace: demo
          annotations:
            %s
        spec: {egress: [{hosts: ["*/*"]}]}
        """
            .formatted(annotations));
  }

  private void startEnvoys(String http, String tcp, MtlsMode mode) throws IOException {
    startEnvoys(http, tcp, mode, "web");
  }

  private void startEnvoys(String http, String tcp, MtlsMode mode, String serverIdentity)
      throws IOException {
    startEnvoys(MeshYaml.mesh(meshYaml(protocol(http), protocol(tcp), mode)), serverIdentity);
  }

  private void startEnvoys(MeshState mesh, String serverIdentity) throws IOException {
    startEnvoy(mesh, SERVER, "server", serverIdentity);
    startEnvoy(mesh, CALLER, "caller", "client");
    awaitListener(SERVER);
    awaitListener(CALLER);
  }

  private void awaitListener(String address) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(
            () ->
                assertThat(accepts(address, echo.port()))
                    .as(() -> "Envoy listens on " + address + logs())
                    .isTrue());
  }

  private static String protocol(String name) {
    return name.equals("AUTO") ? "" : "/" + name;
  }

  private String meshYaml(String httpProtocol, String tcpProtocol, MtlsMode mode) {
    return """
    services:
      - {host: web.demo.mesh, ports: ["http:%d%s"], endpoints: [127.0.0.3]}
      - {host: echo.demo.mesh, ports: ["tcp:%d%s"], endpoints: [127.0.0.3]}
      - {host: greeter.demo.mesh, ports: ["tcp:%d/TCP"], endpoints: [127.0.0.3]}
    workloads:
      - {name: demo/web-1, addresses: [127.0.0.3], account: web}
    policies:
      - {name: demo/default, mode: %s}
    """
        .formatted(
            http.getAddress().getPort(),
            httpProtocol,
            echo.port(),
            tcpProtocol,
            greeter.port(),
            mode);
  }

  private void startEnvoy(MeshState mesh, String address, String name, String account)
      throws IOException {
    XdsResources resources =
        new Translator(ResourceCache.none())
            .translate(
                mesh,
                MeshYaml.proxy("{addresses: [%s], explicit: %s}".formatted(address, address)));
    Path config = directory.resolve(name + ".yaml");
    Files.writeString(
        config, FileBootstrap.of(resources, Objects.requireNonNull(SECRETS.get(account))));
    envoys.add(
        EnvoyBinary.start(
            directory.resolve(name + ".log"),
            List.of(
                "--use-dynamic-base-id",
                "--service-node",
                name,
                "--service-cluster",
                name,
                "--concurrency",
                "1",
                "-l",
                "warning",
                "--file-flush-interval-msec",
                "50",
                "-c",
                config.toString())));
  }

  private String logs() {
    try {
      return "\nserver: "
          + Files.readString(directory.resolve("server.log"))
          + "\ncaller: "
          + Files.readString(directory.resolve("caller.log"));
    } catch (IOException e) {
      return ", and left no log: " + e;
    }
  }

  private static boolean accepts(String address, int port) {
    try (Socket socket = new Socket(InetAddress.ofLiteral(address), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private String get(String address, String host) throws IOException {
    String request =
        "GET / HTTP/1.1\r\nHost: %s\r\nX-Forwarded-Client-Cert: URI=%sforged\r\nConnection: close\r\n\r\n"
            .formatted(host, IDENTITY);
    return exchange(address, http.getAddress().getPort(), request, false);
  }

  /**
   * As many bytes as were sent, with the connection open until then: Envoy cuts a connection whose
   * client says that it is done while the connection is still being inspected.
   */
  private static String talk(String address, int port, String bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.ofLiteral(address), port)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      return new String(
          socket.getInputStream().readNBytes(bytes.length()), StandardCharsets.US_ASCII);
    }
  }

  private static String exchange(String address, int port, String bytes) throws IOException {
    return exchange(address, port, bytes, true);
  }

  /**
   * What comes back until the other side closes, or nothing where the connection was cut instead.
   *
   * @param isClosedAfter says that no more will be sent; HTTP takes that for going away
   */
  private static String exchange(String address, int port, String bytes, boolean isClosedAfter)
      throws IOException {
    try (Socket socket = new Socket(InetAddress.ofLiteral(address), port)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      if (isClosedAfter) {
        socket.shutdownOutput();
      }
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    } catch (SocketException e) {
      return "";
    }
  }
}
