package io.fairlead.testenv.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.peers.kubernetes.KubernetesApi.Placed;
import io.fairlead.peers.kubernetes.KubernetesServer;
import io.fairlead.testenv.hosts.Binaries;
import io.fairlead.testenv.hosts.Host;
import io.fairlead.testenv.hosts.Network;
import io.fairlead.testenv.hosts.User;
import io.fairlead.testenv.mesh.Client;
import io.fairlead.testenv.process.Commands;
import io.fairlead.testenv.process.Waiting;
import io.fairlead.testenv.programs.Agent;
import io.fairlead.testenv.programs.ConfigFile;
import io.fairlead.testenv.programs.ControlPlane;
import io.fairlead.testenv.services.EchoService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * From the image to traffic. What {@code fairlead kube install} says is put into a real API server,
 * which asks our webhook about a pod; a {@link Kubelet} of the test starts what was stored, out of
 * the image of the build. Only the application is no container. The control plane has the account
 * and the rights of the installation, and runs beside the cluster; plaintext is refused everywhere.
 */
@Tag("story")
final class InjectedPodEndToEndTest {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int HTTP = 8080;
  private static final String SYSTEM = "fairlead-system";
  private static final String HOOKS = "fairlead-control-plane-fairlead-system";
  private static final Placed POD = new Placed("v1", "Pod", "shop", "pod");
  private static final Placed SLICE =
      new Placed("discovery.k8s.io/v1", "EndpointSlice", "shop", "pods-1");

  private static final String CLUSTER =
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: shop, labels: {istio-injection: enabled}}
      ---
      apiVersion: v1
      kind: Node
      metadata: {name: node-a}
      ---
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: pod, namespace: shop}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: pods, namespace: shop}
      spec: {selector: {app: pods}, ports: [{name: http, port: 8080, targetPort: 8080}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: hosts, namespace: shop}
      spec: {selector: {app: hosts}, ports: [{name: http, port: 8080, targetPort: 8080}]}
      ---
      apiVersion: networking.istio.io/v1
      kind: WorkloadGroup
      metadata: {name: vm, namespace: shop}
      spec:
        metadata: {labels: {app: hosts}}
        template: {serviceAccount: vm}
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata: {name: default, namespace: shop}
      spec: {mtls: {mode: STRICT}}
      """;

  /** There is no name server of a cluster: {@code Default} is the node's. */
  private static final String PLAIN_POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: pod, namespace: shop, labels: {app: pods}}
      spec:
        serviceAccountName: pod
        nodeName: node-a
        dnsPolicy: Default
        containers:
        - name: web
          image: the-tests-own
          ports: [{name: http, containerPort: 8080}]
          readinessProbe: {httpGet: {path: /health, port: http}}
      """;

  private static Network network;
  private static KubernetesServer kubernetes;
  private static ControlPlane controlPlane;
  private static OciImage image;
  private static Host pod;
  private static Host vm;

  @BeforeAll
  static void start() throws Exception {
    network = Network.open(RandomGenerator.getDefault());
    Host middle = network.host("center");
    pod = network.host("pod");
    vm = network.host("vm");
    image = OciImage.unpack("fairlead-proxy.tar", network.directory().resolve("image"));
    kubernetes = new KubernetesServer(network.directory().resolve("kubernetes"), network.gateway());
    String webhooks = middle.address() + ":15017";
    kubernetes.api().apply(installation(webhooks));
    controlPlane = ControlPlane.launchWith(middle, settings(webhooks)).awaitReady();
    for (String kind : List.of("validating", "mutating")) {
      String hooks = "/apis/admissionregistration.k8s.io/v1/%swebhookconfigurations/%s";
      Waiting.until(
          "our root in the webhooks",
          SOON,
          () -> kubernetes.api().get(hooks.formatted(kind, HOOKS)).contains("caBundle"));
    }
    EchoService.http(vm, "vm", HTTP);
    takes(CLUSTER);
    Agent.join(vm, controlPlane.address(), controlPlane.cli().createToken("shop", "vm"))
        .awaitReady();
  }

  /** What is installed, with webhooks at an address, for nothing serves services here. */
  private static String installation(String webhooks) {
    int tag = image.name().lastIndexOf(':');
    String hub = image.name().substring(0, image.name().lastIndexOf('/'));
    return Commands.run(
            Binaries.program("fairlead").toString(),
            "kube",
            "install",
            "--print",
            "--hub",
            hub,
            "--tag",
            image.name().substring(tag + 1))
        .orThrow()
        .replaceAll(
            "service:\\s+name: \\S+\\s+namespace: \\S+\\s+path: (\\S+)\\s+port: 443",
            "url: https://" + webhooks + "$1");
  }

  private static String settings(String webhooks) throws Exception {
    Path files = network.directory().resolve("account");
    String token = kubernetes.api().token(SYSTEM, "fairlead-control-plane", "kubernetes");
    Path tokenFile = ConfigFile.write(files.resolve("token"), token);
    Path kubeconfig = ConfigFile.write(files.resolve("kubeconfig"), kubernetes.kubeconfig(token));
    return """
    mesh: {cluster: Kubernetes, rootNamespace: %1$s}
    sources: {kubernetes: [{cluster: Kubernetes, kubeconfig: %2$s}]}
    istio:
      tokenReview:
      - {cluster: Kubernetes, audiences: [istio-ca], server: "https://%3$s", caFile: %4$s, tokenFile: %5$s}
    admission:
      listen: "%6$s"
      proxy: {image: "%7$s"}
      webhooks: {names: [%8$s], server: "https://%3$s", caFile: %4$s, tokenFile: %5$s}
    """
        .formatted(
            SYSTEM,
            kubeconfig,
            kubernetes.address(),
            kubernetes.rootFile(),
            tokenFile,
            webhooks,
            image.name(),
            HOOKS);
  }

  /** The API server hears of changed webhooks and definitions a moment later. */
  private static void takes(String yaml) {
    Awaitility.await().atMost(SOON).untilAsserted(() -> kubernetes.api().apply(yaml));
  }

  @AfterAll
  static void stop() {
    if (kubernetes != null) {
      kubernetes.close();
    }
    network.close();
  }

  @Test
  void anInjectedPodServesAndCallsByTheImageAloneAndLeavesNothing() {
    takes(PLAIN_POD);
    kubernetes.api().apply(slice(false));
    Kubelet kubelet =
        Kubelet.run(
            kubernetes.api(), POD, pod, image, sandbox -> EchoService.http(sandbox, "pod", HTTP));
    kubernetes.api().apply(slice(true));
    assertIdentities(vm, "vm", "pods.shop.svc.cluster.local", "pod");
    assertIdentities(pod, "pod", "hosts.shop.svc.cluster.local", "vm");
    assertThat(controlPlane.cli().proxies()).hasSize(2).allMatch(proxy -> proxy.rejections() == 0);
    assertThat(rules()).contains("FAIRLEAD");
    kubernetes.api().delete(SLICE);
    kubelet.end();
    assertThat(rules()).doesNotContain("FAIRLEAD");
    assertThat(processes()).doesNotContain("java", "envoy", "fairlead");
    assertThat(Files.exists(kubelet.volumes().directory())).isFalse();
    Waiting.until(
        "the mesh to know one proxy only", SOON, () -> controlPlane.cli().proxies().size() == 1);
  }

  /** What a cluster's controllers make of a pod that has an address, and of one that is ready. */
  private static String slice(boolean isReady) {
    return """
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata: {name: pods-1, namespace: shop, labels: {kubernetes.io/service-name: pods}}
    addressType: IPv4
    ports: [{name: http, port: 8080, protocol: TCP}]
    endpoints:
    - addresses: [%s]
      conditions: {ready: %s}
      nodeName: node-a
      targetRef: {kind: Pod, namespace: shop, name: pod}
    """
        .formatted(pod.address(), isReady);
  }

  /** The server's Envoy tells whom it saw and as whom it answered. */
  private static void assertIdentities(Host caller, String account, String name, String server) {
    Client client = new Client(caller);
    Awaitility.await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(client.get(name, HTTP).requestHeader("x-forwarded-client-cert"))
                    .contains("By=" + principal(server), "URI=" + principal(account)));
    assertThat(client.get(name, HTTP).service()).isEqualTo(server);
  }

  private static String principal(String account) {
    return "spiffe://cluster.local/ns/shop/sa/" + account;
  }

  private static String rules() {
    return pod.run(User.ROOT, "iptables-save").orThrow();
  }

  private static String processes() {
    return pod.run(User.ROOT, "ps", "-eo", "args=").orThrow();
  }
}
