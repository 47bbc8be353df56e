package io.fairlead.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fairlead.model.MeshState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.StandardConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three real Envoys: a caller's, a server's, and a gateway between their networks. */
@Tag("peer")
class EastWestRoundTripTest {

  private static final String CALLER = "127.0.0.2";
  private static final String SERVER = "127.0.0.3";
  private static final String GATEWAY = "127.0.0.5";
  private static final String IDENTITY = DemoMesh.IDENTITY;
  private static final Map<String, Map<String, Path>> SECRETS = new ConcurrentHashMap<>();

  @TempDir private static Path authorityDirectory;
  @TempDir private Path directory;
  private DemoMesh demo;
  private int port;

  @BeforeAll
  static void certify() {
    SECRETS.putAll(DemoMesh.certified(authorityDirectory, List.of("client", "web", "edge")));
  }

  @BeforeEach
  void start() throws IOException {
    demo = new DemoMesh(directory, SECRETS);
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.ofLiteral(GATEWAY))) {
      port = free.getLocalPort();
    }
    MeshState mesh = mesh();
    start(mesh, "{addresses: [%s], network: west, explicit: %s}", SERVER, "web");
    start(
        mesh,
        "{addresses: [%s], network: west, labels: {app: edge}, gateway: true}",
        GATEWAY,
        "edge");
    start(
        mesh,
        "{addresses: [%s], network: east, namespace: client, explicit: %s}",
        CALLER,
        "client");
    demo.awaitListener(SERVER, demo.echo());
    demo.awaitListener(CALLER, demo.echo());
    demo.awaitListener(GATEWAY, port);
  }

  @AfterEach
  void stop() throws IOException {
    demo.close();
  }

  @Test
  void callersAreAnsweredThroughTheGatewayWhichEndsNothing() throws IOException {
    assertThat(Bytes.get(CALLER, demo.http(), "web.demo.mesh", ""))
        .contains("200 OK", IDENTITY + "client");
    assertThat(Bytes.exchange(CALLER, demo.echo(), "\0\1\2 bytes")).isEqualTo("\0\1\2 bytes");
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(demo.log("edge"))
                    .contains("outbound_." + demo.echo() + "_._.echo.demo.mesh"));
  }

  @Test
  void whatTheGatewayDoesNotSeeIsOutOfReach() throws IOException {
    assertThat(Bytes.get(CALLER, demo.http(), "own.client.mesh", "")).contains("503");
  }

  @Test
  void nobodyIsPassedOnWhoIsNoClientOfAMesh() throws Exception {
    String name = "outbound_." + demo.echo() + "_._.echo.demo.mesh";

    assertThat(served(name, "istio")).isEqualTo(IDENTITY + "web");
    assertThatThrownBy(() -> served(name, "http/1.1")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> served("echo.demo.mesh", "istio")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> served("outbound_.1_._.echo.demo.mesh", "istio"))
        .isInstanceOf(IOException.class);
  }

  /** Names of Istio's, which are no names of hosts: the JDK's own class refuses them. */
  private static final class RequestedName extends SNIServerName {
    RequestedName(String name) {
      super(StandardConstants.SNI_HOST_NAME, name.getBytes(StandardCharsets.US_ASCII));
    }
  }

  /** Who answers a client that asks for a name. */
  private String served(String name, String protocol) throws IOException, GeneralSecurityException {
    try (SSLSocket socket =
        (SSLSocket) Trusting.context().getSocketFactory().createSocket(GATEWAY, port)) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setServerNames(List.of(new RequestedName(name)));
      parameters.setApplicationProtocols(new String[] {protocol});
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      X509Certificate leaf = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      return (String) leaf.getSubjectAlternativeNames().iterator().next().get(1);
    }
  }

  private void start(MeshState mesh, String proxy, String address, String account)
      throws IOException {
    demo.start(mesh, proxy.formatted(address, address), account, account);
  }

  private MeshState mesh() {
    return IstioRules.with(
        MeshYaml.mesh(
            """
            services:
              - {host: web.demo.mesh, ports: ["http:%d/HTTP"], endpoints: [{address: %s, network: west}]}
              - {host: echo.demo.mesh, ports: ["tcp:%d/TCP"], endpoints: [{address: %s, network: west}]}
              - {host: own.client.mesh, in: client/own, ports: ["http:%d/HTTP"], exportTo: [client], endpoints: [{address: %s, network: west}]}
            workloads:
              - {name: demo/web-1, addresses: [%s], account: web, network: west}
            policies:
              - {name: demo/default, mode: STRICT}
            """
                .formatted(demo.http(), SERVER, demo.echo(), SERVER, demo.http(), SERVER, SERVER)),
        """
        apiVersion: networking.istio.io/v1
        kind: Gateway
        metadata: {name: east-west, namespace: demo}
        spec:
          selector: {app: edge}
          servers:
          - bind: %s
            port: {number: %d, name: tls, protocol: TLS}
            hosts: ["*.mesh"]
            tls: {mode: AUTO_PASSTHROUGH}
        ---
        apiVersion: core/v1alpha1
        kind: MeshNetworks
        metadata: {name: default, namespace: demo}
        spec: {networks: {west: {gateways: [{address: %s, port: %d}]}}}
        """
            .formatted(GATEWAY, port, GATEWAY, port));
  }
}
