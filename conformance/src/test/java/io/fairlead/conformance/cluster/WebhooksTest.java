package io.fairlead.conformance.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.fairlead.peers.kubernetes.KubernetesApi;
import io.fairlead.peers.process.Binaries;
import io.fairlead.peers.process.FreePort;
import io.fairlead.peers.process.Processes;
import io.fairlead.peers.tls.TestTls;
import io.fairlead.pki.Pem;
import io.fairlead.testing.Goldens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;

/**
 * Our control plane answers a real API server. It runs with the account and the role that the chart
 * gives it; only the address of the webhooks is another one, for nothing serves services here.
 */
@Tag("peer")
@ExtendWith(Cluster.class)
class WebhooksTest {

  private static final Path EXPECTED =
      Path.of("src/test/resources/webhooks/stored-pod.json").toAbsolutePath();
  private static final String HOOKS = "/apis/admissionregistration.k8s.io/v1/";
  private static final String NAME = "fairlead-control-plane-fairlead-system";
  private static final String GATEWAYS = "namespaces/fairlead-system/";

  private static final String GATEWAY_API =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: GatewayClass
      metadata: {name: fairlead}
      spec: {controllerName: fairlead.io/gateway-controller}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: edge, namespace: fairlead-system}
      spec:
        clusterIP: 10.96.0.77
        selector: {gateway.networking.k8s.io/gateway-name: edge}
        ports: [{port: 80}]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: fairlead-system}
      spec:
        gatewayClassName: fairlead
        listeners:
        - {name: http, port: 80, protocol: HTTP}
        - {name: bare, port: 443, protocol: HTTPS, tls: {certificateRefs: [{kind: Other, group: example.com, name: x}]}}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: web, namespace: fairlead-system}
      spec:
        parentRefs: [{name: edge, sectionName: http}, {name: elsewhere}]
        rules: [{backendRefs: [{name: late, port: 80}]}]
      """;

  private static final String TOLD_BY_ANOTHER =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: web, namespace: fairlead-system}
      status:
        parents:
        - parentRef: {name: elsewhere}
          controllerName: example.com/other
          conditions:
          - type: Elsewhere
            status: "True"
            reason: Told
            message: ""
            observedGeneration: 1
            lastTransitionTime: "2026-01-02T03:04:05Z"
      """;

  private static final String BACKEND_TLS =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: secure, namespace: fairlead-system}
      spec: {ports: [{port: 443}]}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: BackendTLSPolicy
      metadata: {name: secure, namespace: fairlead-system}
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
      metadata: {name: roots, namespace: fairlead-system}
      data: {ca.crt: %s}
      """;

  private static final TestTls AUTHORITY = new TestTls(List.of("secure.example.com"));

  @TempDir private static Path directory;
  private static int port;
  private static Processes processes = new Processes(Path.of(""));

  @BeforeAll
  static void startWithWhatTheChartGives(Cluster.Running cluster) throws IOException {
    port = FreePort.next();
    String rendered =
        new Helm(directory)
            .template(
                "fairlead",
                "fairlead",
                Path.of("src/test/resources/charts/fairlead-standard/values.yaml"),
                "--set",
                "crds.install=false");
    cluster.api().createNamespace("fairlead-system");
    cluster.api().create(Cluster.read(Path.of(Binaries.gatewayCrds())), placed -> {});
    cluster
        .api()
        .create(
            """
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: earlier, namespace: fairlead-system}
            spec:
              hosts: [shop.example.com]
              http: [{route: [{destination: {host: "a b"}}]}]
            ---
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: unread, namespace: fairlead-system}
            spec:
              host: shop.example.com
              trafficPolicy: {connectionPool: {tcp: {connectTimeout: 99999999999999h}}}
            ---
            apiVersion: networking.istio.io/v1
            kind: Sidecar
            metadata: {name: good, namespace: fairlead-system}
            spec: {egress: [{hosts: ["./*"]}]}
            """,
            placed -> {});
    for (Object document : ChartGoldenTest.documents(rendered)) {
      if (document instanceof Map<?, ?> object && isGiven(String.valueOf(object.get("kind")))) {
        cluster.api().create(reachedAt(port, object), placed -> {});
      }
    }
    processes = new Processes(directory);
    processes.start("control-plane", Map.of(), command(cluster, port));
    processes.awaitStart(
        "control-plane",
        Duration.ofSeconds(60),
        () ->
            hooks(cluster, "validating").contains("caBundle")
                && hooks(cluster, "mutating").contains("caBundle"));
    namespace(cluster, "joined", "istio-injection", "enabled");
    namespace(cluster, "outside", "kind", "plain");
  }

  @AfterAll
  static void stop(Cluster.Running cluster) {
    processes.close();
    for (String kind : List.of("Validating", "Mutating")) {
      cluster
          .api()
          .delete(
              new KubernetesApi.Placed(
                  "admissionregistration.k8s.io/v1", kind + "WebhookConfiguration", "", NAME));
    }
  }

  /** It is trusted by what it wrote itself, and reads the cluster as the chart's account. */
  @Test
  void theControlPlaneIsReadyWithTheRightsThatTheChartGives(Cluster.Running cluster) {
    try (HttpClient http = HttpClient.newBuilder().sslContext(trusted(cluster)).build()) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  http.send(
                              HttpRequest.newBuilder(
                                      URI.create("https://127.0.0.1:" + port + "/ready"))
                                  .build(),
                              BodyHandlers.ofString())
                          .statusCode()
                      == 200);
    }
  }

  private static SSLContext trusted(Cluster.Running cluster) {
    try {
      JsonObject hook =
          JsonParser.parseString(hooks(cluster, "validating"))
              .getAsJsonObject()
              .getAsJsonArray("webhooks")
              .get(0)
              .getAsJsonObject();
      String bundle = hook.getAsJsonObject("clientConfig").get("caBundle").getAsString();
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry(
          "root",
          Pem.certificates(new String(Base64.getDecoder().decode(bundle), UTF_8)).getFirst());
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("trusting the webhooks' root", e);
    }
  }

  @Test
  void aPodOfANamespaceThatAsksForItIsStoredWithItsProxy(Cluster.Running cluster) {
    create(cluster, "joined", "web", "{app: web}");
    Goldens.assertMatches(EXPECTED, stored(cluster, "joined", "web"));
  }

  @Test
  void aPodThatDoesNotWantAProxyIsStoredAsItIs(Cluster.Running cluster) {
    create(cluster, "joined", "alone", "{sidecar.istio.io/inject: 'false'}");
    assertThat(stored(cluster, "joined", "alone")).doesNotContain("istio-proxy");
  }

  @Test
  void aPodAsksForItsProxyItselfWhereItsNamespaceSaysNothing(Cluster.Running cluster) {
    create(cluster, "outside", "plain", "{app: plain}");
    create(cluster, "outside", "asking", "{sidecar.istio.io/inject: 'true'}");
    assertThat(stored(cluster, "outside", "plain")).doesNotContain("istio-proxy");
    assertThat(stored(cluster, "outside", "asking")).contains("\"name\": \"istio-proxy\"");
  }

  @Test
  void aResourceThatCannotBeReadIsRefusedWithTheReason(Cluster.Running cluster) {
    String yaml =
        """
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: broken, namespace: outside}
        spec:
          hosts: [shop.example.com]
          http:
          - route: [{destination: {host: "a b"}}]
            redirect: {uri: /new}
        """;
    assertThat(catchThrowable(() -> cluster.api().create(yaml, placed -> {})))
        .hasMessageContaining("admission webhook \\\"validation.fairlead.io\\\" denied the request")
        .hasMessageContaining("spec.http[0].route: cannot stand beside redirect");
    cluster
        .api()
        .create(
            yaml.replace("    redirect: {uri: /new}\n", "").replace("a b", "b.example.com"),
            placed -> {});
  }

  @Test
  void eachResourceIsToldWhetherItIsTaken(Cluster.Running cluster) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              assertThat(status(cluster, "virtualservices/earlier"))
                  .contains("\"False\"", "Refused", "spec.http[0].route[0].destination.host: ");
              assertThat(status(cluster, "destinationrules/unread"))
                  .contains(
                      "\"False\"",
                      "spec.trafficPolicy.connectionPool.tcp.connectTimeout: must be a duration");
              assertThat(status(cluster, "sidecars/good")).contains("\"True\"", "\"Accepted\"");
            });
  }

  /** Those of another controller are left alone, and what a route names is looked up. */
  @Test
  void aGatewayAndItsRoutesAreToldHowTheyStand(Cluster.Running cluster) {
    cluster.api().create(GATEWAY_API, placed -> {});
    cluster.api().applyStatus(TOLD_BY_ANOTHER);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              assertThat(gatewayStatus(cluster, "gatewayclasses/fairlead"))
                  .contains("Accepted=True Accepted 1");
              assertThat(gatewayStatus(cluster, GATEWAYS + "gateways/edge"))
                  .contains(
                      "Accepted=True ListenersNotValid 1",
                      "Programmed=True Programmed 1",
                      "10.96.0.77",
                      "\"attachedRoutes\":1",
                      "ResolvedRefs=False InvalidCertificateRef 1");
              assertThat(gatewayStatus(cluster, GATEWAYS + "httproutes/web"))
                  .contains(
                      "example.com/other",
                      "Elsewhere=True Told 1",
                      "fairlead.io/gateway-controller",
                      "Accepted=True Accepted 1",
                      "ResolvedRefs=False BackendNotFound 1");
            });
    cluster
        .api()
        .create(
            """
            apiVersion: v1
            kind: Service
            metadata: {name: late, namespace: fairlead-system}
            spec: {ports: [{port: 80}]}
            """,
            placed -> {});
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(gatewayStatus(cluster, GATEWAYS + "httproutes/web"))
                    .contains("Elsewhere=True Told 1", "ResolvedRefs=True ResolvedRefs 1"));
  }

  /** What a ConfigMap holds is heard of though nobody named it before. */
  @Test
  void aPolicyForTlsIsToldWhetherItsAuthoritiesAreThere(Cluster.Running cluster) {
    cluster.api().create(BACKEND_TLS, placed -> {});
    awaitPolicy(cluster, "NoValidCACertificate 1", "ResolvedRefs=False InvalidCACertificateRef 1");
    cluster.api().create(ROOTS.formatted(json(AUTHORITY.rootPem())), placed -> {});
    awaitPolicy(cluster, "Accepted=True Accepted 1", "ResolvedRefs=True ResolvedRefs 1");
    cluster.api().apply(ROOTS.formatted("none"));
    awaitPolicy(cluster, "NoValidCACertificate 1", "which has a ca.crt that cannot be read");
    cluster.api().delete(new KubernetesApi.Placed("v1", "ConfigMap", "fairlead-system", "roots"));
    awaitPolicy(cluster, "NoValidCACertificate 1", "which is not there");
  }

  private static void awaitPolicy(Cluster.Running cluster, String... texts) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(gatewayStatus(cluster, GATEWAYS + "backendtlspolicies/secure"))
                    .contains("\"group\":\"\",\"kind\":\"Service\"")
                    .contains(texts));
  }

  private static String json(String text) {
    return new Gson().toJson(text);
  }

  /** The status, and each of its conditions in one word. */
  private static String gatewayStatus(Cluster.Running cluster, String path) {
    JsonObject status =
        JsonParser.parseString(cluster.api().get("/apis/gateway.networking.k8s.io/v1/" + path))
            .getAsJsonObject()
            .getAsJsonObject("status");
    StringBuilder text = new StringBuilder(String.valueOf(status));
    conditions(status, text);
    return text.toString();
  }

  private static void conditions(JsonElement within, StringBuilder text) {
    if (within instanceof JsonArray all) {
      all.forEach(one -> conditions(one, text));
    } else if (within instanceof JsonObject object && object.has("reason")) {
      text.append(
          "\n%s=%s %s %s"
              .formatted(
                  object.get("type").getAsString(),
                  object.get("status").getAsString(),
                  object.get("reason").getAsString(),
                  object.get("observedGeneration")));
    } else if (within instanceof JsonObject object) {
      object.asMap().values().forEach(one -> conditions(one, text));
    }
  }

  private static String status(Cluster.Running cluster, String name) {
    String resource =
        cluster.api().get("/apis/networking.istio.io/v1/namespaces/fairlead-system/" + name);
    return String.valueOf(JsonParser.parseString(resource).getAsJsonObject().get("status"));
  }

  private static boolean isGiven(String kind) {
    return kind.startsWith("Cluster")
        || kind.startsWith("Role")
        || kind.equals("ServiceAccount")
        || kind.endsWith("WebhookConfiguration");
  }

  /** The document, with a URL in place of a service. */
  private static String reachedAt(int port, Map<?, ?> document) {
    String yaml = new Dump(DumpSettings.builder().build()).dumpToString(document);
    return yaml.replaceAll(
        "service: \\{[^}]*path: (/[a-z]+)[^}]*}", "url: 'https://127.0.0.1:" + port + "$1'");
  }

  private static List<String> command(Cluster.Running cluster, int port) throws IOException {
    Path token =
        Files.writeString(
            directory.resolve("token"),
            cluster.api().token("fairlead-system", "fairlead-control-plane", "kubernetes"));
    Path roots = Files.writeString(directory.resolve("roots.pem"), cluster.server().rootPem());
    String settings =
        """
        listen: "127.0.0.1:%d"
        advertise: ["fairlead-control-plane.fairlead-system.svc:15012"]
        stateDirectory: %s
        adminSocket: %s
        health: {listen: "127.0.0.1:%d"}
        sources: {kubernetes: [{cluster: Kubernetes, kubeconfig: %s}]}
        admission:
          listen: "127.0.0.1:%d"
          conditions: true
          proxy: {image: "registry.example.com/fairlead/proxy:0.1.0"}
          webhooks: {names: [%s], server: "https://127.0.0.1:%d", caFile: %s, tokenFile: %s}
        """
            .formatted(
                FreePort.next(),
                directory.resolve("state"),
                directory.resolve("admin.sock"),
                FreePort.next(),
                Files.writeString(
                    directory.resolve("kubeconfig"),
                    cluster.server().kubeconfig(Files.readString(token))),
                port,
                NAME,
                cluster.server().port(),
                roots,
                token);
    Path file = Files.writeString(directory.resolve("control-plane.yaml"), settings);
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xmx128m",
        "-cp",
        System.getProperty("java.class.path"),
        "io.fairlead.controlplane.app.Main",
        "--config",
        file.toString());
  }

  private static String hooks(Cluster.Running cluster, String kind) {
    return cluster.api().get(HOOKS + kind + "webhookconfigurations/" + NAME);
  }

  private static void namespace(Cluster.Running cluster, String name, String label, String value) {
    cluster
        .api()
        .create(
            """
            apiVersion: v1
            kind: Namespace
            metadata: {name: %s, labels: {%s: %s}}
            """
                .formatted(name, label, value),
            placed -> {});
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> cluster.api().get("/api/v1/namespaces/" + name).contains("Active"));
  }

  private static void create(
      Cluster.Running cluster, String namespace, String name, String labels) {
    cluster
        .api()
        .create(
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: %s, namespace: %s, labels: %s}
            spec:
              serviceAccountName: web
              initContainers: [{name: schema, image: "schema:1"}]
              containers: [{name: web, image: "web:1", ports: [{containerPort: 8080}]}]
            """
                .formatted(name, namespace, labels),
            placed -> {});
  }

  /** Without what is another one each time. */
  private static String stored(Cluster.Running cluster, String namespace, String name) {
    JsonObject pod =
        JsonParser.parseString(
                cluster.api().get("/api/v1/namespaces/" + namespace + "/pods/" + name))
            .getAsJsonObject();
    JsonObject metadata = pod.getAsJsonObject("metadata");
    List.of("uid", "resourceVersion", "creationTimestamp", "managedFields", "generation")
        .forEach(metadata::remove);
    pod.remove("status");
    return new GsonBuilder()
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .create()
            .toJson(pod)
            .replaceAll("sha256:[0-9a-f]{64}", "sha256:OF-THE-ROOT")
        + "\n";
  }
}
