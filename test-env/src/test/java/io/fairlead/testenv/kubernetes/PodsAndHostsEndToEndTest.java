package io.fairlead.testenv.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.peers.kubernetes.KubernetesApi.Placed;
import io.fairlead.peers.kubernetes.KubernetesServer;
import io.fairlead.testenv.hosts.Host;
import io.fairlead.testenv.hosts.Network;
import io.fairlead.testenv.mesh.Answer;
import io.fairlead.testenv.mesh.Client;
import io.fairlead.testenv.peers.EnvoyAdmin;
import io.fairlead.testenv.process.TestEnvironmentException;
import io.fairlead.testenv.process.Waiting;
import io.fairlead.testenv.programs.Agent;
import io.fairlead.testenv.programs.ControlPlane;
import io.fairlead.testenv.programs.FairleadCli.Ticket;
import io.fairlead.testenv.services.EchoService;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A pod of a cluster and hosts outside of it are one mesh. The pod is stood in by a network
 * namespace that joins by a token of its service account; its objects are written to a real API
 * server as a kubelet and its controllers would. {@code vm} and {@code near} join by one-time
 * tokens; {@code near} stands in the pod's zone, {@code vm} in another region.
 */
@Tag("story")
final class PodsAndHostsEndToEndTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int HTTP = 8080;
  private static final String PODS = "pods.shop.svc.cluster.local";
  private static final String HOSTS = "hosts.shop.svc.cluster.local";
  private static final String BOTH = "both.shop.svc.cluster.local";

  private static Network network;
  private static KubernetesServer kubernetes;
  private static ControlPlane controlPlane;
  private static Host pod;
  private static Host vm;
  private static Host near;
  private static EchoService podService;

  @BeforeAll
  static void start() {
    network = Network.open(RandomGenerator.getDefault());
    Host middle = network.host("center");
    pod = network.host("pod");
    vm = network.host("vm");
    near = network.host("near");
    kubernetes = new KubernetesServer(network.directory().resolve("kubernetes"), network.gateway());
    controlPlane =
        ControlPlane.launchWith(
            middle,
            """
            sources: {kubernetes: [{cluster: Kubernetes, kubeconfig: %s}]}
            istio:
              tokenReview:
              - {cluster: Kubernetes, server: "https://%s", caFile: %s, tokenFile: %s}
            """
                .formatted(
                    kubernetes.kubeconfig(),
                    kubernetes.address(),
                    kubernetes.rootFile(),
                    kubernetes.tokenFile()));
    kubernetes.api().createNamespace("shop");
    kubernetes.defineIstioKinds();
    kubernetes.api().apply(cluster());
    kubernetes.api().applyStatus(running());
    podService = EchoService.http(pod, "pod", HTTP);
    EchoService.http(vm, "vm", HTTP);
    controlPlane.awaitReady();
    Ticket first = ticket("vm");
    Ticket second = ticket("near");
    Ticket account = new Ticket(kubernetes.api().token("shop", "pod", "istio-ca"), first.caHash());
    String center = controlPlane.address();
    Stream.<Supplier<Agent>>of(
            () -> Agent.joinPod(pod, center, account),
            () -> Agent.join(vm, center, first),
            () -> Agent.join(near, center, second))
        .map(CompletableFuture::supplyAsync)
        .toList()
        .forEach(agent -> agent.join().awaitReady());
  }

  /** The group is known once the control plane has seen that its kind is served. */
  private static Ticket ticket(String group) {
    return Waiting.forValue(
        "a token for " + group,
        SOON,
        () -> {
          try {
            return Optional.of(controlPlane.cli().createToken("shop", group));
          } catch (TestEnvironmentException e) {
            return Optional.empty();
          }
        });
  }

  @AfterAll
  static void stop() {
    if (controlPlane != null) {
      assertThat(controlPlane.cli().proxies())
          .hasSize(3)
          .allMatch(proxy -> proxy.rejections() == 0);
    }
    if (kubernetes != null) {
      kubernetes.close();
    }
    network.close();
  }

  /** What people, a kubelet and the controllers of a cluster write. */
  private static String cluster() {
    return """
        apiVersion: v1
        kind: Node
        metadata:
          name: node-a
          labels: {topology.kubernetes.io/region: east, topology.kubernetes.io/zone: east-1}
        ---
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: pod, namespace: shop}
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: pod
          namespace: shop
          labels: {app: pods, role: both, security.istio.io/tlsMode: istio}
        spec: {serviceAccountName: pod, nodeName: node-a, containers: [{name: web, image: none}]}
        ---
        """
        + service("pods", "app: pods")
        + slice("pods")
        + service("hosts", "app: hosts")
        + service("both", "role: both")
        + slice("both")
        + group("vm", "app: hosts, role: both", "west/west-1")
        + group("near", "app: near", "east/east-1")
        + """
          apiVersion: networking.istio.io/v1
          kind: DestinationRule
          metadata: {name: both, namespace: shop}
          spec:
            host: both.shop.svc.cluster.local
            trafficPolicy:
              loadBalancer: {localityLbSetting: {enabled: true, failover: [{from: east, to: west}]}}
              outlierDetection:
                {consecutive5xxErrors: 2, interval: 1s, baseEjectionTime: 1s, maxEjectionPercent: 100}
          """;
  }

  private static String service(String name, String selector) {
    return """
        apiVersion: v1
        kind: Service
        metadata: {name: %s, namespace: shop}
        spec: {selector: {%s}, ports: [{name: http, port: %3$d, targetPort: %3$d}]}
        ---
        """
        .formatted(name, selector, HTTP);
  }

  private static String slice(String service) {
    return """
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata: {name: %1$s-1, namespace: shop, labels: {kubernetes.io/service-name: %1$s}}
        addressType: IPv4
        ports: [{name: http, port: %2$d, protocol: TCP}]
        endpoints:
        - addresses: [%3$s]
          conditions: {ready: true}
          nodeName: node-a
          targetRef: {kind: Pod, namespace: shop, name: pod}
        ---
        """
        .formatted(service, HTTP, pod.address());
  }

  private static String group(String name, String labels, String locality) {
    return """
        apiVersion: networking.istio.io/v1
        kind: WorkloadGroup
        metadata: {name: %1$s, namespace: shop}
        spec:
          metadata: {labels: {%2$s}}
          template: {serviceAccount: %1$s, locality: %3$s}
        ---
        """
        .formatted(name, labels, locality);
  }

  private static String running() {
    return """
        apiVersion: v1
        kind: Pod
        metadata: {name: pod, namespace: shop}
        status:
          phase: Running
          podIP: %1$s
          podIPs: [{ip: %1$s}]
          conditions: [{type: Ready, status: "True"}]
        """
        .formatted(pod.address());
  }

  @Test
  void aHostAndAPodCallEachOtherByNamesOfServicesAndEachSeesWhoTheOtherIs() {
    assertIdentities(vm, "vm", PODS, "pod");
    assertIdentities(pod, "pod", HOSTS, "vm");
    assertThat(new Client(vm).get("pods.shop", HTTP).service()).isEqualTo("pod");
    assertThat(new Client(pod).get("hosts.shop", HTTP).service()).isEqualTo("vm");
  }

  /** The server's Envoy tells whom it saw and as whom it answered; the caller's whom it demands. */
  private static void assertIdentities(Host caller, String account, String name, String server) {
    Client client = new Client(caller);
    Waiting.until(
        name + " to see " + account,
        SOON,
        () -> client.get(name, HTTP).callerSeen().equals(principal(account)));
    Answer answer = client.get(name, HTTP);
    assertThat(answer.requestHeader("x-forwarded-client-cert"))
        .contains("By=" + principal(server), "URI=" + principal(account));
    String cluster = "cluster.outbound|%d||%s".formatted(HTTP, name);
    EnvoyAdmin envoy = new EnvoyAdmin(caller);
    assertThat(envoy.stat(cluster + ".ssl.handshake")).isPositive();
    assertThat(envoy.stat(cluster + ".ssl.fail_verify_san")).isZero();
    assertThat(envoy.get("/config_dump?resource=dynamic_active_clusters&name_regex=.*" + name))
        .contains("\"exact\": \"" + principal(server) + "\"");
  }

  private static String principal(String account) {
    return "spiffe://cluster.local/ns/shop/sa/" + account;
  }

  @Test
  void onePolicyHoldsForAPodAndAHost() {
    String policy =
        """
        apiVersion: security.istio.io/v1
        kind: AuthorizationPolicy
        metadata: {name: guests, namespace: shop}
        spec:
          action: DENY
          rules:
          - from: [{source: {principals: ["cluster.local/ns/shop/sa/near"]}}]
            when: [{key: "request.headers[x-role]", values: [guest]}]
        """;
    assertAnswers("nobody is refused", 200, 200);
    kubernetes.api().apply(policy);
    assertAnswers("guests are refused by both", 403, 200);
    kubernetes
        .api()
        .delete(new Placed("security.istio.io/v1", "AuthorizationPolicy", "shop", "guests"));
    assertAnswers("guests are let in again by both", 200, 200);
  }

  private static void assertAnswers(String what, int toGuests, int toOthers) {
    for (String name : List.of(PODS, HOSTS)) {
      Client client = new Client(near);
      Waiting.until(
          what + ": " + name,
          SOON,
          () ->
              client.getWithHeader(name, HTTP, "x-role: guest").status() == toGuests
                  && client.getWithHeader(name, HTTP, "x-role: owner").status() == toOthers);
    }
  }

  @Test
  void hostsAnswerWhenThePodsOfTheCallersZoneAreLostAndPodsAgainWhenTheyAreBack() {
    awaitAnswersOf("pod");
    podService.close();
    awaitAnswersOf("vm");
    podService = EchoService.http(pod, "pod", HTTP);
    awaitAnswersOf("pod");
  }

  /** All of ten calls, one after the other. */
  private static void awaitAnswersOf(String service) {
    Client client = new Client(near);
    Waiting.until(
        "answers of " + service + " only",
        SOON,
        () ->
            IntStream.range(0, 10).allMatch(i -> client.get(BOTH, HTTP).service().equals(service)));
  }
}
