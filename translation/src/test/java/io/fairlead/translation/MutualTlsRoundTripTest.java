package io.fairlead.translation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.MeshState;
import io.fairlead.model.policy.MtlsMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
  private static final String IDENTITY = DemoMesh.IDENTITY;

  private static final Map<String, Map<String, Path>> SECRETS = new ConcurrentHashMap<>();

  @TempDir private static Path authorityDirectory;
  @TempDir private Path directory;
  private DemoMesh demo;
  private EchoServer greeter;

  @BeforeAll
  static void certify() {
    SECRETS.putAll(
        DemoMesh.certified(
            authorityDirectory,
            List.of(
                "client",
                "web",
                "impostor",
                "former.mesh/client",
                "former.mesh/web",
                "other.mesh/client")));
  }

  @BeforeEach
  void startApplications() throws IOException {
    demo = new DemoMesh(directory, SECRETS);
    greeter = new EchoServer("welcome\n");
  }

  @AfterEach
  void stopEverything() throws IOException {
    demo.close();
    greeter.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"STRICT", "PERMISSIVE"})
  void declaredAndDetectedBytesArriveWithTheCallersIdentity(MtlsMode mode) throws IOException {
    startEnvoys("HTTP", "TCP", mode);

    assertThat(get(CALLER, "web.demo.mesh")).contains("200 OK", IDENTITY + "client");
    assertThat(demo.log("server"))
        .contains("\"downstream_peer_uri_san\":\"" + IDENTITY + "client\"");
    assertThat(Bytes.exchange(CALLER, demo.echo(), "\0\1\2GIF\r\n\u007f"))
        .isEqualTo("\0\1\2GIF\r\n\u007f");
    assertThat(Bytes.exchange(CALLER, greeter.port(), "bye")).isEqualTo("welcome\nbye");
  }

  @Test
  void detectedHttpArrivesAsHttpAndOtherBytesAsTheyWere() throws IOException {
    startEnvoys("AUTO", "AUTO", MtlsMode.PERMISSIVE);

    assertThat(get(CALLER, "web.demo.mesh")).contains("200 OK", IDENTITY + "client");
    assertThat(Bytes.talk(CALLER, demo.echo(), "\0\1\2 not HTTP")).isEqualTo("\0\1\2 not HTTP");
  }

  @Test
  void plainClientIsAnsweredWhereBothAreAcceptedAndItsClaimOfAnIdentityIsDropped()
      throws IOException {
    startEnvoys("HTTP", "TCP", MtlsMode.PERMISSIVE);

    assertThat(get(SERVER, "web.demo.mesh")).contains("200 OK", "seen null");
    assertThat(Bytes.talk(SERVER, demo.echo(), "plain")).isEqualTo("plain");
  }

  @Test
  void plainClientIsRefusedWhereMutualTlsIsAskedFor() throws IOException {
    startEnvoys("HTTP", "TCP", MtlsMode.STRICT);

    assertThat(get(SERVER, "web.demo.mesh")).isEmpty();
    assertThat(Bytes.exchange(SERVER, demo.echo(), "plain")).isEmpty();
  }

  @Test
  void serverThatProvesAnotherIdentityIsNotSpokenTo() throws IOException {
    startEnvoys("HTTP", "TCP", MtlsMode.STRICT, "impostor");

    assertThat(get(CALLER, "web.demo.mesh")).contains("503");
    assertThat(Bytes.exchange(CALLER, demo.echo(), "secret")).isEmpty();
  }

  /** On both ends is the name that the mesh had, and policies name either. */
  @Test
  void identitiesOfAnAliasAreTheMeshsOwnToBothEnds() throws IOException {
    MeshState mesh =
        IstioRules.with(
            MeshYaml.mesh(
                "trustDomains: [cluster.local, former.mesh]\n"
                    + meshYaml("/HTTP", "/TCP", MtlsMode.STRICT)),
            """
            apiVersion: security.istio.io/v1
            kind: AuthorizationPolicy
            metadata: {name: clients, namespace: demo}
            spec: {rules: [{from: [{source: {principals: [cluster.local/ns/demo/sa/client]}}]}]}
            """);
    startEnvoy(mesh, SERVER, "server", "former.mesh/web");
    startEnvoy(mesh, CALLER, "caller", "former.mesh/client");
    startEnvoy(mesh, OTHER, "other", "other.mesh/client");
    List.of(SERVER, CALLER, OTHER).forEach(this::awaitListener);

    assertThat(get(CALLER, "web.demo.mesh"))
        .contains("200 OK", "spiffe://former.mesh/ns/demo/sa/client");
    assertThat(get(OTHER, "web.demo.mesh")).contains("503");
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
                .replace("%d", String.valueOf(demo.http())));
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

    assertThat(Bytes.exchange(CALLER, greeter.port(), "bye")).isEqualTo("welcome\nbye");
    assertThat(Bytes.exchange(CALLER, greeter.port(), "bye")).isEqualTo("welcome\nbye");
    assertThat(Bytes.exchange(CALLER, greeter.port(), "bye")).isEmpty();
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
    demo.awaitListener(address, demo.echo());
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
        .formatted(demo.http(), httpProtocol, demo.echo(), tcpProtocol, greeter.port(), mode);
  }

  private void startEnvoy(MeshState mesh, String address, String name, String account)
      throws IOException {
    demo.start(mesh, "{addresses: [%s], explicit: %s}".formatted(address, address), name, account);
  }

  private String get(String address, String host) throws IOException {
    return Bytes.get(
        address, demo.http(), host, "X-Forwarded-Client-Cert: URI=" + IDENTITY + "forged\r\n");
  }
}
