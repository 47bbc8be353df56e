package io.fairlead.conformance.running;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.Gson;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.fairlead.peers.kubernetes.KubernetesApi.Placed;
import io.fairlead.peers.kubernetes.KubernetesServer;
import io.fairlead.peers.process.Binaries;
import io.fairlead.peers.process.FreePort;
import io.fairlead.peers.tls.TestTls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A host that is no part of a cluster calls a Service of it. Pods are stood in by ports of this
 * machine; their objects are written to the API server as a kubelet and its controllers would.
 */
@Tag("peer")
class KubernetesCallTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String GROUP =
      """
      apiVersion: networking.istio.io/v1
      kind: WorkloadGroup
      metadata: {name: vm, namespace: shop}
      spec: {template: {serviceAccount: vm}}
      """;
  private static final String HOST =
      """
      {
        "id": "sidecar~127.0.0.1~vm.shop~shop.svc.cluster.local",
        "cluster": "vm",
        "metadata": {
          "NAMESPACE": "shop", "SERVICE_ACCOUNT": "vm", "INSTANCE_IPS": "127.0.0.1",
          "AUTO_REGISTER_GROUP": "vm", "INTERCEPTION_MODE": "NONE",
          "FAIRLEAD_EXPLICIT_ADDRESS": "127.0.0.1"
        }
      }
      """;

  private static final String NOT_BELIEVED = "reset reason: remote connection failure";
  private static final TestTls SERVER = new TestTls(List.of("secure.example.com"));
  private static final TestTls ANOTHER = new TestTls(List.of("secure.example.com"));

  private static final String POLICY =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: BackendTLSPolicy
      metadata: {name: secure, namespace: shop}
      spec:
        targetRefs: [{group: "", kind: Service, name: secure}]
        validation:
          hostname: secure.example.com
          caCertificateRefs: [{group: "", kind: ConfigMap, name: roots}]
      """;

  private static final String ROOTS =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: roots, namespace: shop}
      data: {ca.crt: %s}
      """;

  @TempDir private static Path directory;

  private static final int SERVICE_PORT = FreePort.next();
  private static final int BOTH_PORT = FreePort.next();
  private static final String PODS = ownAddress();
  private static HttpServer one;
  private static HttpServer two;
  private static HttpServer host;
  private static HttpServer secure;
  private static KubernetesServer cluster;
  private static RunningControlPlane controlPlane;
  private static GatewayEnvoy envoy;

  @BeforeAll
  static void start() throws IOException {
    one = pod("one");
    two = pod("two");
    host = pod("host");
    secure = securePod("secure");
    cluster = new KubernetesServer(directory.resolve("cluster"));
    cluster.api().create(Files.readString(Path.of(Binaries.gatewayCrds())), placed -> {});
    cluster.api().createNamespace("shop");
    writePod("one");
    writePod("two");
    writeService("web", SERVICE_PORT);
    writeService("both", BOTH_PORT);
    writeSlice("web", "one", one);
    writeSlice("both", "one", one);
    controlPlane =
        new RunningControlPlane(
            directory,
            "sources: {kubernetes: [{cluster: main, kubeconfig: %s}]}"
                .formatted(cluster.kubeconfig()));
    controlPlane.apply(GROUP);
    controlPlane.apply(
        """
        apiVersion: networking.istio.io/v1
        kind: WorkloadEntry
        metadata: {name: host, namespace: shop}
        spec: {address: %s, ports: {http: %d}, labels: {app: both}}
        """
            .formatted(PODS, host.getAddress().getPort()));
    envoy = new GatewayEnvoy(HOST, controlPlane.join("shop", "vm"), controlPlane.port(), directory);
  }

  @AfterAll
  static void stop() {
    Stream.of(envoy, controlPlane, cluster)
        .filter(Objects::nonNull)
        .forEach(KubernetesCallTest::close);
    one.stop(0);
    two.stop(0);
    host.stop(0);
    secure.stop(0);
  }

  @BeforeEach
  void leadToTheFirst() {
    writeSlice("web", "one", one);
    awaitAnswer("one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"web", "web.shop", "web.shop.svc", "web.shop.svc.cluster.local"})
  void reachesAPodByEachNameOfItsService(String name) throws IOException {
    assertThat(ask(name)).isEqualTo("one");
  }

  @Test
  void followsTheServiceToAnotherPod() {
    long begin = System.nanoTime();
    writeSlice("web", "two", two);
    awaitAnswer("two");
    System.out.printf(
        "from the write of an EndpointSlice to the first answer of the other Pod: %d ms%n",
        Duration.ofNanos(System.nanoTime() - begin).toMillis());
  }

  @Test
  void isAnsweredByPodsAndHostsThatOneServicePicksAndByTheHostsAloneWhenThePodsAreGone() {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(5))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> List.of("one", "host").contains(ask("both.shop", BOTH_PORT)));
    Set<String> answers = new HashSet<>();
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              answers.add(ask("both.shop", BOTH_PORT));
              return answers.size() > 1;
            });
    assertThat(answers).containsExactlyInAnyOrder("one", "host");
    cluster.api().delete(new Placed("discovery.k8s.io/v1", "EndpointSlice", "shop", "both-1"));
    await()
        .atMost(SOON)
        .until(
            () -> {
              for (int i = 0; i < 20; i++) {
                if (!ask("both.shop", BOTH_PORT).equals("host")) {
                  return false;
                }
              }
              return true;
            });
  }

  /** What Istio's language has a file for comes from the cluster; without it nobody is believed. */
  @Test
  void callsAServiceByTlsAsItsPolicySaysAndBelievesItsAuthoritiesAlone() {
    int port = FreePort.next();
    writeService("secure", port);
    writeSlice("secure", "one", secure);
    cluster.api().apply(POLICY);
    awaitAnswer("secure.shop", port, NOT_BELIEVED);
    cluster.api().apply(ROOTS.formatted(new Gson().toJson(SERVER.rootPem())));
    awaitAnswer("secure.shop", port, "secure");
    cluster.api().apply(ROOTS.formatted(new Gson().toJson(ANOTHER.rootPem())));
    awaitAnswer("secure.shop", port, NOT_BELIEVED);
    long begin = System.nanoTime();
    cluster.api().apply(ROOTS.formatted(new Gson().toJson(SERVER.rootPem())));
    awaitAnswer("secure.shop", port, "secure");
    System.out.printf(
        "from the write of a ConfigMap to the first answer that its authority vouches for: %d ms%n",
        Duration.ofNanos(System.nanoTime() - begin).toMillis());
  }

  @Test
  void stillReachesItWhileTheApiServerIsDown() throws IOException {
    cluster.stop();
    try {
      assertThat(ask("web.shop")).isEqualTo("one");
    } finally {
      cluster.start();
    }
  }

  private static void close(AutoCloseable running) {
    try {
      running.close();
    } catch (Exception e) {
      throw new IllegalStateException("ending " + running, e);
    }
  }

  /** No EndpointSlice may name a loopback address. */
  private static String ownAddress() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(Inet4Address.class::isInstance)
          .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
          .map(InetAddress::getHostAddress)
          .findFirst()
          .orElseThrow(() -> new AssertionError("this machine needs an address of its own"));
    } catch (SocketException e) {
      throw new UncheckedIOException("listing the addresses of this machine", e);
    }
  }

  private static HttpServer pod(String answer) throws IOException {
    return started(HttpServer.create(new InetSocketAddress(PODS, 0), 0), answer);
  }

  private static HttpServer securePod(String answer) throws IOException {
    HttpsServer server = HttpsServer.create(new InetSocketAddress(PODS, 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(SERVER.context()));
    return started(server, answer);
  }

  private static HttpServer started(HttpServer server, String answer) {
    server.createContext(
        "/",
        exchange -> {
          byte[] body = answer.getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static void awaitAnswer(String answer) {
    awaitAnswer("web.shop", SERVICE_PORT, answer);
  }

  private static void awaitAnswer(String name, int port, String part) {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(5))
        .ignoreExceptionsInstanceOf(IOException.class)
        .untilAsserted(() -> assertThat(ask(name, port)).contains(part));
  }

  /** The body of an answer that is good, else the whole answer. */
  private static String ask(String name) throws IOException {
    return ask(name, SERVICE_PORT);
  }

  private static String ask(String name, int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String request =
          "GET / HTTP/1.1\r\nHost: %s:%d\r\nConnection: close\r\n\r\n".formatted(name, port);
      socket.getOutputStream().write(request.getBytes(UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      return answer.startsWith("HTTP/1.1 200")
          ? answer.substring(answer.indexOf("\r\n\r\n") + 4)
          : answer;
    }
  }

  private static void writeService(String name, int port) {
    cluster
        .api()
        .apply(
            """
            apiVersion: v1
            kind: Service
            metadata: {name: %1$s, namespace: shop}
            spec: {selector: {app: %1$s}, ports: [{name: http, port: %2$d, targetPort: http}]}
            """
                .formatted(name, port));
  }

  private static void writeSlice(String service, String pod, HttpServer server) {
    cluster
        .api()
        .apply(
            """
            apiVersion: discovery.k8s.io/v1
            kind: EndpointSlice
            metadata: {name: %1$s-1, namespace: shop, labels: {kubernetes.io/service-name: %1$s}}
            addressType: IPv4
            ports: [{name: http, port: %2$d, protocol: TCP}]
            endpoints:
            - addresses: [%3$s]
              conditions: {ready: true}
              targetRef: {kind: Pod, namespace: shop, name: %4$s}
            """
                .formatted(service, server.getAddress().getPort(), PODS, pod));
  }

  private static void writePod(String name) {
    cluster
        .api()
        .apply(
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: %s, namespace: shop, labels: {app: web}}
            spec: {nodeName: node-a, containers: [{name: web, image: none}]}
            """
                .formatted(name));
    cluster
        .api()
        .applyStatus(
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: %s, namespace: shop}
            status:
              phase: Running
              podIP: %s
              podIPs: [{ip: %s}]
              conditions: [{type: Ready, status: "True"}]
            """
                .formatted(name, PODS, PODS));
  }
}
