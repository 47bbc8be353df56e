package io.fairlead.testenv.istio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.peers.kubernetes.KubernetesServer;
import io.fairlead.peers.tls.MeshRoot;
import io.fairlead.testenv.hosts.Host;
import io.fairlead.testenv.hosts.Network;
import io.fairlead.testenv.hosts.User;
import io.fairlead.testenv.mesh.Client;
import io.fairlead.testenv.peers.EnvoyAdmin;
import io.fairlead.testenv.process.Waiting;
import io.fairlead.testenv.programs.Agent;
import io.fairlead.testenv.programs.ControlPlane;
import io.fairlead.testenv.services.EchoService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Host {@code ours} is configured by our control plane and host {@code theirs} by a stock istiod,
 * each with our agent and a stock Envoy, under one root of trust. They call each other. Istiod has
 * its own filters on, as it comes; a second one has them off.
 */
@Tag("story")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class BothWaysEndToEndTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String OURS = "ours.mesh";
  private static final String THEIRS = "theirs.mesh";
  private static final int HTTP = 8080;
  private static final int ECHO = 9001;
  private static final int GREETER = 9002;
  private static final String GREETING = "220 ready";
  private static final int BYTES = 1 << 18;
  private static final long SEED = 5;

  private static final MeshRoot ROOT = new MeshRoot();
  private static Network network;
  private static KubernetesServer kubernetes;
  private static StockIstiod istiod;
  private static @Nullable StockIstiod withoutFilters;
  private static ControlPlane controlPlane;
  private static Host ours;
  private static Host theirs;
  private static Host plain;

  @BeforeAll
  static void start() {
    network = Network.open(RandomGenerator.getDefault());
    Host center = network.host("center");
    ours = network.host("ours");
    theirs = network.host("theirs");
    plain = network.host("plain");
    Path root = ROOT.write(network.directory().resolve("root"));
    controlPlane =
        ControlPlane.launchUnder(center, root.resolve("root.pem"), root.resolve("root.key"));
    kubernetes = new KubernetesServer(network.directory().resolve("kubernetes"));
    List.of("istio-system", StockIstiod.NAMESPACE).forEach(kubernetes.api()::createNamespace);
    kubernetes.defineIstioKinds();
    kubernetes
        .api()
        .apply(account("theirs") + group("theirs", "") + services("theirs", "ours", ours, ""));
    istiod =
        new StockIstiod(
            kubernetes, ROOT, network.directory().resolve("istiod"), network.gateway(), Map.of());
    controlPlane.awaitReady();
    controlPlane
        .cli()
        .apply(
            "mesh",
            group("ours", "east") + services("ours", "theirs", theirs, "west") + mutual("theirs"))
        .orThrow();
    for (Host host : List.of(ours, theirs)) {
      EchoService.http(host, "http-" + host.name(), HTTP);
      EchoService.tcp(host, "echo", ECHO, "");
      EchoService.tcp(host, "greeter", GREETER, GREETING);
    }
    Agent own =
        Agent.join(
            ours,
            controlPlane.address(),
            controlPlane.cli().createToken(StockIstiod.NAMESPACE, "ours"));
    Agent other =
        Agent.joinIstio(
            theirs, istiod.files(network.directory().resolve("files-theirs"), "theirs"));
    own.awaitReady();
    other.awaitReady();
  }

  @AfterAll
  static void stop() {
    if (withoutFilters != null) {
      withoutFilters.close();
    }
    if (istiod != null) {
      istiod.close();
    }
    if (kubernetes != null) {
      kubernetes.close();
    }
    network.close();
  }

  private static String account(String name) {
    return """
    apiVersion: v1
    kind: ServiceAccount
    metadata: {name: %s, namespace: %s}
    """
        .formatted(name, StockIstiod.NAMESPACE);
  }

  private static String group(String name, String network) {
    return """
    ---
    apiVersion: networking.istio.io/v1
    kind: WorkloadGroup
    metadata: {name: %1$s, namespace: %2$s}
    spec:
      metadata: {labels: {app: %1$s}}
      template: {serviceAccount: %1$s, network: "%3$s"}
    """
        .formatted(name, StockIstiod.NAMESPACE, network);
  }

  /** The service of a host that registers itself here, and that of one that is known by address. */
  private static String services(String registered, String known, Host host, String network) {
    String ports =
        """
        [{number: 8080, name: http, protocol: HTTP}, {number: 9001, name: tcp-echo, protocol: TCP},
            {number: 9002, name: tcp-greeter, protocol: TCP}]"""
            .strip();
    return """
    ---
    apiVersion: networking.istio.io/v1
    kind: ServiceEntry
    metadata: {name: %1$s, namespace: %2$s}
    spec:
      hosts: [%1$s.mesh]
      addresses: [240.240.0.1]
      location: MESH_INTERNAL
      resolution: STATIC
      ports: %3$s
      workloadSelector: {labels: {app: %1$s}}
    ---
    apiVersion: networking.istio.io/v1
    kind: ServiceEntry
    metadata: {name: %4$s, namespace: %2$s}
    spec:
      hosts: [%4$s.mesh]
      addresses: [240.240.0.2]
      location: MESH_INTERNAL
      resolution: STATIC
      ports: %3$s
      endpoints:
      - address: %5$s
        serviceAccount: %4$s
        network: "%6$s"
        labels: {security.istio.io/tlsMode: istio}
    """
        .formatted(registered, StockIstiod.NAMESPACE, ports, known, host.address(), network);
  }

  /** Our control plane believes no address an identity: mutual TLS has to be said. */
  private static String mutual(String service) {
    return """
    ---
    apiVersion: networking.istio.io/v1
    kind: DestinationRule
    metadata: {name: %1$s, namespace: %2$s}
    spec:
      host: %1$s.mesh
      trafficPolicy:
        tls: {mode: ISTIO_MUTUAL, subjectAltNames: ["%3$s"]}
    """
        .formatted(service, StockIstiod.NAMESPACE, principal(service));
  }

  private static String strict(String name) {
    return """
    apiVersion: security.istio.io/v1
    kind: PeerAuthentication
    metadata: {name: %1$s, namespace: %2$s}
    spec: {selector: {matchLabels: {app: %1$s}}, mtls: {mode: STRICT}}
    """
        .formatted(name, StockIstiod.NAMESPACE);
  }

  private static String principal(String account) {
    return "spiffe://cluster.local/ns/" + StockIstiod.NAMESPACE + "/sa/" + account;
  }

  private static void assertBothCallEachOther() {
    assertCalls(ours, "ours", THEIRS);
    assertCalls(theirs, "theirs", OURS);
  }

  private static void assertCalls(Host from, String account, String to) {
    Client client = new Client(from);
    Waiting.until(
        "an answer from " + to + " that knows its caller",
        SOON,
        () -> client.get(to, HTTP).callerSeen().equals(principal(account)));
    assertExact(client, to);
  }

  private static void assertExact(Client client, String to) {
    assertThat(client.exchange(to, ECHO, BYTES, SEED, 0).orThrow())
        .as("bytes to %s, the client speaks first", to)
        .matches("greeting= sent=(%d:\\w{64}) received=\\1".formatted(BYTES));
    assertThat(client.exchange(to, GREETER, BYTES, SEED, GREETING.length()).orThrow())
        .as("bytes to %s, the server speaks first", to)
        .matches("greeting=%s sent=(%d:\\w{64}) received=\\1".formatted(GREETING, BYTES));
  }

  private static long rejected(Host host) {
    return new EnvoyAdmin(host)
        .get("/stats?filter=update_rejected")
        .lines()
        .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Test
  @Order(1)
  void bothCallEachOtherWherePlaintextIsAllowed() throws Exception {
    assertBothCallEachOther();
    assertThat(new Client(plain).getBy(ours.address(), "plain.test", HTTP).isOk()).isTrue();
    assertThat(new Client(plain).getBy(theirs.address(), "plain.test", HTTP).isOk()).isTrue();
    assertThat(istiod.debug("/debug/syncz")).contains("theirs." + StockIstiod.NAMESPACE);
  }

  @Test
  @Order(2)
  void aClientThatOffersIstiosExchangeGetsNoByteOfIt() throws Exception {
    for (Host server : List.of(ours, theirs)) {
      Path own = ours.directory().resolve("agent");
      Path input = Files.writeString(network.directory().resolve("hello"), "hello-exactly", UTF_8);
      String seen =
          plain
              .run(
                  User.ROOT,
                  SOON,
                  List.of(
                      "sh",
                      "-c",
                      "(cat %s; sleep 2) | timeout 10 openssl s_client -quiet -no_ign_eof -connect %s:%d -alpn istio-peer-exchange,istio -cert %s -key %s 2>/dev/null"
                          .formatted(
                              input,
                              server.address(),
                              ECHO,
                              own.resolve("chain.pem"),
                              own.resolve("key.pem"))))
              .output();
      assertThat(seen).as("echoed by %s", server.name()).isEqualTo("hello-exactly");
    }
  }

  @Test
  @Order(3)
  void bothCallEachOtherWhereMutualTlsIsDemanded() {
    kubernetes.api().apply(strict("theirs"));
    controlPlane.cli().apply("strict", strict("ours")).orThrow();
    for (Host host : List.of(ours, theirs)) {
      Waiting.until(
          host.name() + " to refuse plaintext",
          SOON,
          () -> !new Client(plain).getBy(host.address(), "plain.test", HTTP).isOk());
    }

    assertBothCallEachOther();
  }

  @Test
  @Order(5)
  void aHostJoinsAnIstiodWhoseFiltersAreOff() {
    Host third = network.host("third");
    Agent.joinIstio(
            third,
            istiodWithoutFilters().files(network.directory().resolve("files-third"), "theirs"))
        .awaitReady();

    assertCalls(third, "theirs", OURS);
    assertThat(rejected(third)).isZero();
  }

  private static StockIstiod istiodWithoutFilters() {
    StockIstiod known = withoutFilters;
    if (known == null) {
      known =
          new StockIstiod(
              kubernetes,
              ROOT,
              network.directory().resolve("istiod-off"),
              network.gateway(),
              Map.of(
                  "PILOT_ENABLE_METADATA_EXCHANGE", "false", "PILOT_ENABLE_ALPN_FILTER", "false"));
      withoutFilters = known;
    }
    return known;
  }

  @Test
  @Order(4)
  void aCallGoesThroughAStockGatewayBetweenNetworks() {
    kubernetes
        .api()
        .apply(
            account("gate")
                + """
                ---
                apiVersion: networking.istio.io/v1
                kind: Gateway
                metadata: {name: gate, namespace: %s}
                spec:
                  selector: {app: gate}
                  servers:
                  - port: {number: %d, name: tls, protocol: TLS}
                    tls: {mode: AUTO_PASSTHROUGH}
                    hosts: ["*.mesh"]
                """
                    .formatted(StockIstiod.NAMESPACE, StockGateway.PORT));
    Host host = network.host("gate");
    StockGateway gate =
        StockGateway.start(
            host,
            istiodWithoutFilters().address(),
            ROOT.pem(),
            kubernetes.api().token(StockIstiod.NAMESPACE, "gate", "istio-ca"),
            "gate");
    controlPlane
        .cli()
        .apply(
            "networks",
            """
            apiVersion: core/v1alpha1
            kind: MeshNetworks
            metadata: {name: networks, namespace: fairlead-system}
            spec: {networks: {west: {gateways: [{address: %s, port: %d}]}}}
            """
                .formatted(host.address(), StockGateway.PORT))
        .orThrow();
    Client client = new Client(ours);

    Waiting.until(
        "an answer through the gateway",
        SOON,
        () ->
            client.get(THEIRS, HTTP).callerSeen().equals(principal("ours"))
                && gate.passedOn("outbound_.%d_._.%s".formatted(HTTP, THEIRS)) > 0);

    assertExact(client, THEIRS);
    assertThat(gate.passedOn("outbound_.%d_._.%s".formatted(ECHO, THEIRS))).isPositive();
  }

  @Test
  @Order(6)
  void noEnvoyRefusedAnything() {
    assertThat(rejected(ours)).isZero();
    assertThat(rejected(theirs)).isZero();
  }
}
