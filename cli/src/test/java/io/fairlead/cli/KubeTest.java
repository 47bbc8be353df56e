package io.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testing.Goldens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs of {@code fairlead kube}; what a real API server makes of it says KubePeerTest. */
class KubeTest {

  private static final String NAMESPACED = "/namespaces/fairlead-system/";
  private static final String TOKEN = NAMESPACED + "secrets/fairlead-reader";
  private static final String SET =
      "/apis/apps/v1" + NAMESPACED + "statefulsets/fairlead-control-plane";

  private static final String VOLUME = "/api/v1" + NAMESPACED + "persistentvolumeclaims/state-0";
  private static final String OF_THE_SET = "app.kubernetes.io/name: fairlead-control-plane";

  @TempDir private Path directory;
  private FakeCluster cluster = new FakeCluster();

  KubeTest() throws IOException {}

  @AfterEach
  void stop() {
    cluster.close();
  }

  @BeforeEach
  void aNamespaceOfSomebody() {
    cluster.put(
        "/api/v1/namespaces/shop", "metadata: {name: shop, labels: {istio-injection: enabled}}");
  }

  @Test
  void installingTellsOfEachObjectWhatBecameOfIt() throws IOException {
    golden("kube-install", install("--wait", "0"));
    assertThat(install("--wait", "0").out()).doesNotContain("created").doesNotContain("configured");
    golden("kube-install-changed", changes(install("--wait", "0", "--tag", "2", "--network", "n")));
  }

  @Test
  void aDryRunChangesNothing() throws IOException {
    golden("kube-install-dry-run", install("--dry-run"));
    assertThat(cluster.objects).hasSize(1);
    assertThat(cluster.asked).filteredOn(asked -> asked.startsWith("PATCH")).isNotEmpty();
  }

  @Test
  void theObjectsArePrintedForWhoAppliesThemOtherwise() {
    Run run =
        Run.of(
            "kube",
            "install",
            "--print",
            "--hub",
            "registry.test/mesh",
            "--tag",
            "1.2",
            "-n",
            "mesh",
            "--cluster",
            "east",
            "--network",
            "blue",
            "--mesh-id",
            "shop",
            "--trust-domain",
            "shop.test",
            "--advertise",
            "mesh.test:15012",
            "--service-type",
            "LoadBalancer",
            "--remote-clusters");
    assertThat(run.exitCode()).isZero();
    List<String> own =
        Arrays.stream(run.out().split("---\n"))
            .filter(object -> !object.contains("kind: CustomResourceDefinition"))
            .toList();
    Goldens.assertMatches(
        Path.of("src/test/resources/transcripts/kube-install-print.txt"),
        String.join("---\n", own));
    assertThat(run.out())
        .contains("name: sidecars.networking.istio.io")
        .doesNotContain("fairlead-system")
        .doesNotContain("registry.example.com")
        .doesNotContain("Helm")
        .doesNotContain("helm.sh/chart");
  }

  @Test
  void whatIsNotReadyIsNamed() throws IOException {
    golden("kube-install-not-ready", last(install("--wait", "1s")));
  }

  @Test
  void aReleaseOfHelmIsLeftToHelm() throws IOException {
    cluster.put(
        SET,
        """
        metadata:
          name: fairlead-control-plane
          labels: {app.kubernetes.io/managed-by: Helm}
          annotations: {meta.helm.sh/release-name: edge}
        """);
    golden("kube-install-helm", install());
    assertThat(cluster.asked).noneMatch(asked -> asked.startsWith("PATCH"));
  }

  @Test
  void whatWasInstalledIsTakenAwayAndNothingElse() throws IOException {
    install("--wait", "0", "--remote-clusters");
    install("--wait", "0", "-n", "other-fairlead-system");
    Map<String, Map<String, Object>> others = new LinkedHashMap<>(cluster.objects);
    others
        .keySet()
        .removeIf(path -> path.contains(NAMESPACED) || path.endsWith("-plane-fairlead-system"));
    cluster.put(
        "/api/v1" + NAMESPACED + "configmaps/theirs", "metadata: {name: theirs, labels: {a: b}}");
    cluster.put(VOLUME, "metadata: {name: state-0, labels: {" + OF_THE_SET + "}}");
    golden("kube-uninstall-dry-run", run("kube", "uninstall", "--dry-run"));
    golden("kube-uninstall", run("kube", "uninstall"));
    assertThat(cluster.objects).containsAllEntriesOf(others).hasSize(others.size() + 2);
    assertThat(run("kube", "uninstall", "--definitions").err())
        .contains("the control plane in the namespace other-fairlead-system needs them");
  }

  @Test
  void definitionsAndStateGoWhereTheyAreAskedFor() throws IOException {
    install("--wait", "0");
    cluster.put(
        VOLUME,
        "metadata: {name: state-0, namespace: fairlead-system, labels: {" + OF_THE_SET + "}}");
    golden("kube-uninstall-all", run("kube", "uninstall", "--definitions", "--state"));
    assertThat(cluster.objects.keySet())
        .containsExactly("/api/v1/namespaces/fairlead-system", "/api/v1/namespaces/shop");
    golden("kube-uninstall-nothing", run("kube", "uninstall"));
  }

  @Test
  void aReleaseOfHelmIsTakenAwayByHelm() throws IOException {
    cluster.put(
        SET,
        """
        metadata:
          name: fairlead-control-plane
          labels: {app.kubernetes.io/part-of: fairlead, app.kubernetes.io/managed-by: Helm}
          annotations: {meta.helm.sh/release-name: edge}
        """);
    golden("kube-uninstall-helm", run("kube", "uninstall"));
    assertThat(cluster.asked).noneMatch(asked -> asked.startsWith("DELETE"));
  }

  @Test
  void definitionsOfSomebodyElseAreLeft() throws IOException {
    String path =
        "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/sidecars.networking.istio.io";
    cluster.put(path, "metadata: {name: sidecars.networking.istio.io}");
    assertThat(install("--wait", "0").out())
        .contains("sidecars.networking.istio.io left as it is: somebody else's");
    assertThat(cluster.objects.get(path)).doesNotContainKey("spec");
  }

  @Test
  void aClusterIsConnectedByASecretOfTheMeshsCluster() throws IOException {
    cluster.put("/api/v1" + TOKEN, "data: {token: c2VjcmV0}");
    Run run = connect("--mesh-context", "there");
    golden("kube-connect", run);
    assertThat(run.out() + run.err() + cluster.asked).doesNotContain("secret\"");
    assertThat(
            String.valueOf(
                cluster.objects.get(
                    "/api/v1" + NAMESPACED + "secrets/fairlead-remote-secret-west")))
        .contains("istio/multiCluster=true");
  }

  @Test
  void aClusterIsConnectedByAFileThatItsOwnerAloneReads() throws IOException {
    cluster.put("/api/v1" + TOKEN, "data: {token: c2VjcmV0}");
    Path file = directory.resolve("west.yaml");
    golden("kube-connect-file", connect("--file", file.toString()));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file)).contains("token: secret", "server: https://west.test:6443");
  }

  @Test
  void anAddressOfThisMachineIsNotGivenAway() throws IOException {
    Run run = run("kube", "connect", "west", "--mesh-context", "there");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("name its address with --server");
    assertThat(cluster.objects).hasSize(1);
  }

  @Test
  void aMeshIsShown() throws IOException {
    golden("kube-status-nothing", run("kube", "status"));
    install("--wait", "0");
    cluster.put(
        "/apis/networking.istio.io/v1/namespaces/shop/sidecars/web",
        """
        metadata: {name: web, namespace: shop}
        status: {conditions: [{type: Accepted, status: "False", message: "spec.egress: is empty"}]}
        """);
    cluster.put(
        "/api/v1/namespaces/shop/pods/web-1",
        "metadata: {name: web-1, namespace: shop, labels: {security.istio.io/tlsMode: istio}}");
    cluster.put(
        "/api/v1" + NAMESPACED + "secrets/west",
        """
        metadata: {name: west, namespace: fairlead-system, labels: {istio/multiCluster: "true"}}
        data: {west: eA==}
        """);
    establish();
    golden("kube-status", run("kube", "status"));
    golden("kube-status-json", run("kube", "status", "-o", "json"));
  }

  @Test
  void whatTheApiServerSaysEndsAsASentence() throws IOException {
    for (int code : List.of(401, 403, 409, 503)) {
      cluster.code = code;
      golden("kube-answer-" + code, run("kube", "status"));
    }
    Path kubeconfig = cluster.kubeconfig(directory);
    cluster.close();
    Run run = Run.of("kube", "status", "--kubeconfig", kubeconfig.toString());
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("of context 'here' does not answer");
  }

  @Test
  void aChoiceThatIsNoNameIsRefused() throws IOException {
    assertThat(install("--trust-domain", "a: b").err())
        .contains("--trust-domain: expected a domain");
    assertThat(install("--service-type", "Any").err()).contains("ClusterIP or LoadBalancer");
    assertThat(install("--wait", "soon").err()).contains("30m, 1h or 7d");
    assertThat(cluster.asked).isEmpty();
  }

  /** As the API server does with definitions that it serves. */
  private void establish() {
    cluster.objects.replaceAll(
        (path, object) ->
            path.contains("customresourcedefinitions") && !path.contains("wasmplugins")
                ? withStatus(object)
                : object);
  }

  private static Map<String, Object> withStatus(Map<String, Object> object) {
    Map<String, Object> copy = new LinkedHashMap<>(object);
    copy.put(
        "status", Map.of("conditions", List.of(Map.of("type", "Established", "status", "True"))));
    return copy;
  }

  private Run install(String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("kube", "install", "--hub", "registry.test/m"));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  private Run connect(String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("kube", "connect", "west", "--server", "https://west.test:6443"));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  private Run run(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--kubeconfig", cluster.kubeconfig(directory).toString()));
    return Run.of(all.toArray(String[]::new));
  }

  private static Run changes(Run run) {
    String kept =
        run.out()
            .lines()
            .filter(line -> !line.endsWith("unchanged"))
            .reduce("", (a, b) -> a + b + "\n");
    return new Run(kept, run.err(), run.exitCode());
  }

  /** Without what installing says of each object. */
  private static Run last(Run run) {
    return new Run("", run.err(), run.exitCode());
  }

  private void golden(String name, Run run) {
    Goldens.assertMatches(
        Path.of("src/test/resources/transcripts").resolve(name + ".txt"),
        run.transcript(directory).replace(cluster.address(), "<server>"));
  }
}
