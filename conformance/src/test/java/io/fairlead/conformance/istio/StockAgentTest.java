package io.fairlead.conformance.istio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.sun.net.httpserver.HttpServer;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.fairlead.api.fairlead.v1.Proxy;
import io.fairlead.api.fairlead.v1.TypeStatus;
import io.fairlead.conformance.running.RunningControlPlane;
import io.fairlead.peers.kubernetes.KubernetesServer;
import io.fairlead.peers.process.Binaries;
import io.fairlead.peers.process.FreePort;
import io.fairlead.peers.tls.MeshRoot;
import io.fairlead.peers.tls.TestTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Istio's agent joins our control plane with the files of Istio's guide, and Istio's tool asks. */
@Tag("peer")
class StockAgentTest {

  private static final Duration SOON = Duration.ofSeconds(40);
  private static final String CONFIGURATION =
      """
      apiVersion: networking.istio.io/v1
      kind: WorkloadGroup
      metadata: {name: web, namespace: shop}
      spec:
        metadata: {labels: {app: web}}
        template: {serviceAccount: web, ports: {http: 8080}}
      ---
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: {name: web, namespace: shop}
      spec:
        hosts: [web.shop.mesh]
        addresses: [240.1.1.1]
        location: MESH_INTERNAL
        resolution: STATIC
        ports: [{number: 80, name: http, protocol: HTTP, targetPort: 8080}]
        workloadSelector: {labels: {app: web}}
      """;

  private static final Node NODE =
      Node.newBuilder()
          .setId("sidecar~127.0.0.1~extended.shop~shop.svc.cluster.local")
          .setMetadata(
              Struct.newBuilder()
                  .putFields("NAMESPACE", Value.newBuilder().setStringValue("shop").build())
                  .putFields("SERVICE_ACCOUNT", Value.newBuilder().setStringValue("web").build())
                  .putFields(
                      "INSTANCE_IPS", Value.newBuilder().setStringValue("127.0.0.1").build()))
          .build();

  @TempDir private static Path directory;

  private static final MeshRoot ROOT = new MeshRoot();
  private static final MeshRoot SECOND = new MeshRoot();
  private static final TestTls WWW = new TestTls(List.of("www.example.com"));
  private static KubernetesServer kubernetes;
  private static RunningControlPlane controlPlane;

  @BeforeAll
  static void start() throws IOException {
    kubernetes = new KubernetesServer(directory.resolve("kubernetes"));
    kubernetes.api().createNamespace("shop");
    kubernetes
        .api()
        .apply("{apiVersion: v1, kind: ServiceAccount, metadata: {name: web, namespace: shop}}");
    Path credential = Files.createDirectories(directory.resolve("credentials/shop/www"));
    Files.writeString(credential.resolve("tls.crt"), WWW.chain());
    Files.writeString(credential.resolve("tls.key"), WWW.key());
    Files.setPosixFilePermissions(
        credential.resolve("tls.key"), PosixFilePermissions.fromString("rw-------"));
    Path reviewer = directory.resolve("reviewer");
    Files.writeString(reviewer, reviewerToken());
    Path root = ROOT.write(directory.resolve("root"));
    Path second = SECOND.write(directory.resolve("second"));
    Path clusterRoot = Files.writeString(directory.resolve("cluster.pem"), kubernetes.rootPem());
    controlPlane =
        new RunningControlPlane(
            Files.createDirectories(directory.resolve("fairlead")),
            """
            certificates:
              authority: {certificate: %s/root.pem, key: %s/root.key}
              trustedRoots: [%s/root.pem]
            credentials: {files: [{directory: %s}]}
            istio:
              serverNames: [istiod.istio-system.svc]
              tokenReview:
              - {cluster: %s, server: "https://127.0.0.1:%d", caFile: %s, tokenFile: %s}
            """
                .formatted(
                    root,
                    root,
                    second,
                    directory.resolve("credentials"),
                    StockAgent.CLUSTER,
                    kubernetes.port(),
                    clusterRoot,
                    reviewer));
    controlPlane.apply(CONFIGURATION);
  }

  /** An account that may review tokens and nothing else. */
  private static String reviewerToken() {
    kubernetes
        .api()
        .apply(
            """
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: reviewer, namespace: shop}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: reviewer}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: system:auth-delegator}
            subjects: [{kind: ServiceAccount, name: reviewer, namespace: shop}]
            """);
    return kubernetes.api().token("shop", "reviewer", "kubernetes");
  }

  @AfterAll
  static void stop() {
    if (controlPlane != null) {
      controlPlane.close();
    }
    if (kubernetes != null) {
      kubernetes.close();
    }
  }

  private static StockAgent agent(String name, String probe) {
    return new StockAgent(
        directory.resolve(name), name, "127.0.0.1:" + controlPlane.port(), ROOT.pem(), probe);
  }

  private static Proxy proxy(String host) {
    return controlPlane.proxies().stream()
        .filter(proxy -> proxy.getNodeId().contains("~" + host + ".shop~"))
        .findFirst()
        .orElseThrow(() -> new AssertionError(host + " is not connected"));
  }

  private static List<String> acknowledged(String host) {
    return proxy(host).getTypesList().stream()
        .filter(TypeStatus::getAcknowledged)
        .map(type -> type.getTypeUrl().substring(type.getTypeUrl().lastIndexOf('.') + 1))
        .toList();
  }

  private static DebugQuestion ask(String namespace, String account) {
    return new DebugQuestion(
        controlPlane.port(),
        ROOT.member(directory.resolve("member-" + namespace + "-" + account), namespace, account));
  }

  private static String endpoints(String host) {
    return ask("shop", "web").world("edsz?proxyID=" + host + ".shop");
  }

  private static String istioctl(String... arguments) throws IOException, InterruptedException {
    Path out = Files.createTempFile(directory, "istioctl", ".out");
    List<String> command = new ArrayList<>(List.of(Binaries.istioctl()));
    command.addAll(List.of(arguments));
    command.addAll(
        List.of(
            "--kubeconfig",
            kubernetes.kubeconfig().toString(),
            "--xds-address",
            "127.0.0.1:" + controlPlane.port(),
            "--cert-dir",
            ROOT.member(directory.resolve("operator"), "fairlead-system", "default").toString(),
            "--authority",
            "istiod.istio-system.svc",
            "--istioNamespace",
            "fairlead-system",
            "--revision",
            "default"));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    String text = Files.readString(out, UTF_8);
    assertThat(process.waitFor()).as(text).isZero();
    return text;
  }

  @Test
  void joinsWithAJoinTokenAndComesBackWithItsCertificateAlone() throws IOException {
    try (StockAgent agent = agent("vm1", "")) {
      agent.token(controlPlane.token("shop", "web"));
      agent.start();

      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(acknowledged("vm1"))
                      .contains(
                          "Cluster",
                          "ClusterLoadAssignment",
                          "Listener",
                          "RouteConfiguration",
                          "NameTable",
                          "ProxyConfig"));
      assertThat(proxy("vm1").getPrincipal()).isEqualTo("spiffe://cluster.local/ns/shop/sa/web");
      assertThat(NameQuestion.ask(agent.dnsPort(), "web.shop.mesh")).isEqualTo("240.1.1.1");
      assertThat(endpoints("vm1")).contains("127.0.0.1");
      assertThat(agent.file("etc/certs/root-cert.pem"))
          .as("the last element of the chain is the bundle of both roots")
          .contains(ROOT.pem().strip())
          .contains(SECOND.pem().strip());

      agent.stop();
      agent.loseToken();
      agent.start();
      await().atMost(SOON).until(() -> acknowledged("vm1").contains("Listener"));
      assertThat(proxy("vm1").getTypesList()).allMatch(type -> type.getRejections() == 0);
    }
  }

  @Test
  void joinsWithAKubernetesTokenAndTheStateOfTheWorld() throws IOException {
    try (StockAgent agent = agent("vm2", "").with("ISTIO_DELTA_XDS", "false")) {
      agent.token(kubernetes.api().token("shop", "web", "istio-ca"));
      agent.start();

      await()
          .atMost(SOON)
          .until(() -> acknowledged("vm2").containsAll(List.of("Listener", "NameTable")));
      assertThat(agent.log()).contains("connected to upstream XDS server");
      assertThat(NameQuestion.ask(agent.dnsPort(), "web.shop.mesh")).isEqualTo("240.1.1.1");
    }
  }

  @Test
  void aKubernetesTokenForAnotherAudienceIsRefused() {
    try (StockAgent agent = agent("vm3", "")) {
      agent.token(kubernetes.api().token("shop", "web", "kubernetes"));

      agent.launch();

      await().atMost(SOON).until(() -> agent.log().contains("Unauthenticated"));
      assertThat(controlPlane.proxies()).noneMatch(one -> one.getNodeId().contains("~vm3.shop~"));
    }
  }

  @Test
  void aGatewayGetsTheCertificateOfItsServersByDiscovery() throws IOException {
    int port = FreePort.next();
    controlPlane.apply(
        """
        apiVersion: networking.istio.io/v1
        kind: Gateway
        metadata: {name: edge, namespace: shop}
        spec:
          selector: {app: web}
          servers:
          - bind: 127.0.0.1
            port: {number: %d, name: https, protocol: HTTPS}
            hosts: [www.example.com]
            tls: {mode: SIMPLE, credentialName: www}
        """
            .formatted(port));
    try (StockAgent agent = agent("edge", "").asGateway(port)) {
      agent.token(controlPlane.token("shop", "web"));
      agent.start();

      // The client takes this one certificate and no other.
      await().atMost(SOON).until(() -> isServed(port));
      assertThat(acknowledged("edge")).contains("Secret");
    }
  }

  private static boolean isServed(int port) {
    try (Socket plain = new Socket("127.0.0.1", port);
        SSLSocket socket =
            (SSLSocket)
                WWW.anonymous()
                    .getSocketFactory()
                    .createSocket(plain, "www.example.com", port, true)) {
      socket.setSoTimeout(5_000);
      socket.startHandshake();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @ParameterizedTest(name = "delta: {0}")
  @ValueSource(booleans = {true, false})
  void anApplicationThatIsNotHealthyTakesItsHostOut(boolean isDelta) throws IOException {
    String host = isDelta ? "vm4" : "vm4-world";
    AtomicInteger answer = new AtomicInteger(200);
    HttpServer application =
        HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    application.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(answer.get(), -1);
          exchange.close();
        });
    application.start();
    String probe =
        "{periodSeconds: 1, failureThreshold: 1, httpGet: {host: 127.0.0.1, port: %d, path: /}}"
            .formatted(application.getAddress().getPort());
    try (StockAgent agent = agent(host, probe).with("ISTIO_DELTA_XDS", String.valueOf(isDelta))) {
      agent.token(controlPlane.token("shop", "web"));
      agent.start();
      await().atMost(SOON).until(() -> endpoints(host).contains("\"127.0.0.1\""));

      answer.set(503);
      await().atMost(SOON).until(() -> !endpoints(host).contains("\"127.0.0.1\""));

      answer.set(200);
      await().atMost(SOON).until(() -> endpoints(host).contains("\"127.0.0.1\""));
    } finally {
      application.stop(0);
    }
  }

  @Test
  void theToolSeesProxiesInStepAndFindsNoDifference() throws IOException, InterruptedException {
    try (StockAgent agent = agent("vm5", "")) {
      agent.token(controlPlane.token("shop", "web"));
      agent.start();
      await().atMost(SOON).until(() -> acknowledged("vm5").contains("RouteConfiguration"));
      Path dump =
          Files.writeString(directory.resolve("vm5-dump.json"), agent.admin("/config_dump"));

      assertThat(istioctl("proxy-status"))
          .contains("~vm5.shop~")
          .contains("CDS,LDS,EDS,RDS")
          .contains("127.0.0.1:" + controlPlane.port());
      assertThat(istioctl("proxy-status", "-o", "json")).contains("SYNCED").doesNotContain("STALE");
      assertThat(istioctl("proxy-status", "vm5.shop", "--file", dump.toString()))
          .contains("Clusters Match")
          .contains("Listeners Match")
          .contains("Routes Match");
      for (String protocol : List.of("world", "delta")) {
        DebugQuestion operator = ask("fairlead-system", "default");
        DebugQuestion neighbour = ask("yard", "web");
        String dumped = asked(operator, protocol, "config_dump?proxyID=vm5.shop");
        assertThat(dumped).contains("virtualInbound").contains("outbound|80||web.shop.mesh");
        assertThat(asked(operator, protocol, "syncz")).contains("~vm5.shop~");
        assertThat(asked(operator, protocol, "ndsz?proxyID=vm5.shop")).contains("240.1.1.1");
        assertThat(asked(neighbour, protocol, "syncz"))
            .contains("identities of the namespace fairlead-system only");
        assertThat(asked(neighbour, protocol, "config_dump?proxyID=vm5.shop"))
            .startsWith("no proxy 'vm5.shop' is connected here");
      }
    }
  }

  /** Nothing refers to one: whoever asks all the same must not wait for it. */
  @Test
  void aNameOfAnExtensionIsAnsweredByItsAbsenceInBothProtocols() {
    String type = "type.googleapis.com/envoy.config.core.v3.TypedExtensionConfig";
    MemberAnswers member =
        new MemberAnswers(
            controlPlane.port(), ROOT.member(directory.resolve("extended"), "shop", "web"), NODE);

    DeltaDiscoveryResponse delta = member.delta(type, "shop.wasm");
    assertThat(delta.getResourcesList()).isEmpty();
    assertThat(delta.getRemovedResourcesList()).containsExactly("shop.wasm");
    DiscoveryResponse world = member.world(type, "shop.wasm");
    assertThat(world.getTypeUrl()).isEqualTo(type);
    assertThat(world.getResourcesList()).isEmpty();
  }

  private static String asked(DebugQuestion question, String protocol, String name) {
    return protocol.equals("delta") ? question.delta(name) : question.world(name);
  }
}
