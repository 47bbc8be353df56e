package io.fairlead.controlplane.source.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairlead.controlplane.source.ConfigSink;
import io.fairlead.controlplane.source.ConfigSource;
import io.fairlead.controlplane.source.ResourceId;
import io.fairlead.controlplane.state.MeshStateStore;
import io.fairlead.model.MeshSettings;
import io.fairlead.model.MeshState;
import io.fairlead.model.Problem;
import io.fairlead.model.ResourceName;
import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.peers.kubernetes.KubernetesApi.Placed;
import io.fairlead.peers.kubernetes.KubernetesServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The source and a real API server. */
@Tag("peer")
class KubernetesSourceTest {

  @TempDir private static Path directory;
  private static KubernetesServer server;

  private CuttableLink link;
  private KubernetesSource source;
  private MeshStateStore states;
  private final List<ResourceId> removed = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void startServer() {
    server = new KubernetesServer(directory);
    server.api().createNamespace("shop");
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void startSource() throws Exception {
    link = new CuttableLink(server.port());
    Path kubeconfig = directory.resolve("kubeconfig-" + link.port());
    Files.writeString(
        kubeconfig,
        Files.readString(server.kubeconfig()).replace(":" + server.port(), ":" + link.port()));
    source =
        new KubernetesSource(
            List.of(
                new ClusterAccess(
                    "main", "", List.of(), () -> Clients.byKubeconfig(kubeconfig, ""))),
            "fairlead-system",
            "cluster.local");
    states = new MeshStateStore(MeshSettings.STANDARD, List.of(source));
    source.start(new Recording(states));
    await().atMost(Duration.ofSeconds(30)).until(states::isSynced);
  }

  @AfterEach
  void stopSource() {
    source.close();
    link.close();
  }

  @Test
  void tellsWhoAnswersForAService() {
    web("asked", "10.1.0.1");
    awaitEndpoints("asked", "10.1.0.1");
    Service service = service("asked").getFirst();
    assertThat(service.addresses()).hasSize(1).allMatch(address -> address.startsWith("10.96."));
    assertThat(states.mesh().endpointsOf(service).getFirst().authenticated())
        .hasValueSatisfying(
            workload -> assertThat(workload.membership().serviceAccount()).isEqualTo("web"));
  }

  @Test
  void changesNothingWhileTheApiServerIsDownAndOnlyWhatDiffersAfterwards() {
    web("stays", "10.1.1.1");
    web("goes", "10.1.1.2");
    web("moves", "10.1.1.3");
    awaitEndpoints("moves", "10.1.1.3");
    awaitEndpoints("goes", "10.1.1.2");
    awaitEndpoints("stays", "10.1.1.1");
    MeshState before = states.mesh();
    Service kept = service("stays").getFirst();
    link.cut();
    server.stop();
    await().atMost(Duration.ofSeconds(20)).until(() -> !isConnected());
    assertThat(states.mesh()).isSameAs(before);
    server.start();
    // What was written meanwhile is older than what the new server remembers: watches expire.
    server.api().delete(new Placed("v1", "Service", "shop", "goes"));
    slice("moves", "10.1.1.4", "moves");
    pod("moves", "10.1.1.4");
    removed.clear();
    link.mend();
    await().atMost(Duration.ofSeconds(40)).until(() -> service("goes").isEmpty());
    awaitEndpoints("moves", "10.1.1.4");
    await().atMost(Duration.ofSeconds(20)).until(this::isConnected);
    assertThat(service("stays").getFirst()).isSameAs(kept);
    assertThat(removed).extracting(ResourceId::toString).containsOnly("Service shop/goes");
  }

  @Test
  void readsKindsOfIstioOnceTheyAreDefined() {
    server.defineIstioKinds();
    server
        .api()
        .apply(
            """
            apiVersion: networking.istio.io/v1
            kind: ServiceEntry
            metadata: {name: pay, namespace: shop}
            spec:
              hosts: [pay.example.com]
              ports: [{name: https, number: 443, protocol: TLS}]
              resolution: DNS
            ---
            apiVersion: networking.istio.io/v1
            kind: ServiceEntry
            metadata: {name: broken, namespace: shop}
            spec:
              hosts: [broken.example.com]
              ports: [{name: https, number: 443, protocol: HTPP}]
            """);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !states.mesh().services(new ServiceHost("pay.example.com")).isEmpty());
    await()
        .atMost(Duration.ofSeconds(5))
        .until(
            () ->
                states.problems().stream()
                    .map(Problem::toString)
                    .anyMatch(
                        text ->
                            text.startsWith(
                                "kubernetes:main: ServiceEntry shop/broken: spec.ports[0].protocol: ")));
  }

  @Test
  void followsRoutesOfTheGatewayApiOnceTheyAreDefined() {
    Stream.of("Gateway", "HTTPRoute").forEach(KubernetesSourceTest::defineGatewayKind);
    String gateway =
        """
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: {name: edge, namespace: shop}
        spec:
          gatewayClassName: fairlead
          listeners: [{name: http, port: 80, protocol: HTTP}]
        """;
    String route =
        """
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {name: web, namespace: shop}
        spec:
          parentRefs: [{name: edge}]
          hostnames: [%s]
          rules: [{backendRefs: [{name: web, port: 80}]}]
        """;
    await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptionsInstanceOf(AssertionError.class)
        .untilAsserted(() -> server.api().apply(gateway));
    server.api().apply(route.formatted("old.example.com"));
    awaitRoutes("edge-gateway-api-http-old.example.com");
    server.api().apply(route.formatted("new.example.com"));
    awaitRoutes("edge-gateway-api-http-new.example.com");
    server.api().delete(new Placed("gateway.networking.k8s.io/v1", "HTTPRoute", "shop", "web"));
    awaitRoutes();
    assertThat(states.mesh().rules().gateways().keys())
        .contains(new ResourceName("shop", "edge-gateway-api-http"));
  }

  private void awaitRoutes(String... names) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(states.mesh().rules().virtualServices().keys())
                    .extracting(ResourceName::name)
                    .filteredOn(name -> name.contains("gateway-api"))
                    .containsExactly(names));
  }

  /** The kinds are defined by whoever runs a cluster; what they hold is not judged here. */
  private static void defineGatewayKind(String kind) {
    server
        .api()
        .apply(
            """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata:
              name: %1$ss.gateway.networking.k8s.io
              annotations: {api-approved.kubernetes.io: unapproved for a test}
            spec:
              group: gateway.networking.k8s.io
              scope: Namespaced
              names: {kind: %2$s, plural: %1$ss, singular: %1$s, listKind: %2$sList}
              versions:
              - name: v1
                served: true
                storage: true
                schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
            """
                .formatted(kind.toLowerCase(Locale.ROOT), kind));
  }

  private static void web(String name, String address) {
    server
        .api()
        .apply(
            """
            apiVersion: v1
            kind: Service
            metadata: {name: %1$s, namespace: shop}
            spec: {selector: {app: %1$s}, ports: [{name: http, port: 80, targetPort: 8080}]}
            """
                .formatted(name));
    pod(name, address);
    slice(name, address, name);
  }

  private static void pod(String name, String address) {
    server
        .api()
        .apply(
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: %1$s, namespace: shop, labels: {app: %1$s, security.istio.io/tlsMode: istio}}
            spec: {serviceAccountName: web, nodeName: node-a, containers: [{name: web, image: none}]}
            """
                .formatted(name));
    server
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
                .formatted(name, address, address));
  }

  private static void slice(String service, String address, String pod) {
    server
        .api()
        .apply(
            """
            apiVersion: discovery.k8s.io/v1
            kind: EndpointSlice
            metadata: {name: %1$s-1, namespace: shop, labels: {kubernetes.io/service-name: %1$s}}
            addressType: IPv4
            ports: [{name: http, port: 8080, protocol: TCP}]
            endpoints:
            - addresses: [%2$s]
              conditions: {ready: true}
              nodeName: node-a
              targetRef: {kind: Pod, namespace: shop, name: %3$s}
            """
                .formatted(service, address, pod));
  }

  private List<Service> service(String name) {
    return states.mesh().services(new ServiceHost(name + ".shop.svc.cluster.local"));
  }

  private void awaitEndpoints(String service, String address) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(service(service))
                    .first()
                    .satisfies(
                        found ->
                            assertThat(found.discovery().endpoints())
                                .extracting(endpoint -> endpoint.address())
                                .containsExactly(address)));
  }

  private boolean isConnected() {
    return states.sources().getFirst().isConnected();
  }

  /** Hears what the state hears, and keeps what was removed. */
  private final class Recording implements ConfigSink {
    private final ConfigSink next;

    Recording(ConfigSink next) {
      this.next = next;
    }

    @Override
    public void changed(ConfigSource from, ConfigChange change) {
      removed.addAll(change.removed());
      next.changed(from, change);
    }

    @Override
    public void synced(ConfigSource from) {
      next.synced(from);
    }

    @Override
    public void problems(ConfigSource from, List<Problem> problems) {
      next.problems(from, problems);
    }

    @Override
    public void connection(ConfigSource from, boolean isConnected, String error) {
      next.connection(from, isConnected, error);
    }
  }
}
