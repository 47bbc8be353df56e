package io.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.fairlead.api.fairlead.v1.ApplyRequest;
import io.fairlead.api.fairlead.v1.ApplyResponse;
import io.fairlead.api.fairlead.v1.CreateTokenRequest;
import io.fairlead.api.fairlead.v1.DeleteRequest;
import io.fairlead.api.fairlead.v1.GetRequest;
import io.fairlead.api.fairlead.v1.GetResponse;
import io.fairlead.api.fairlead.v1.ListTokensResponse;
import io.fairlead.api.fairlead.v1.MeshStatusResponse;
import io.fairlead.api.fairlead.v1.Problem;
import io.fairlead.api.fairlead.v1.Proxy;
import io.fairlead.api.fairlead.v1.ProxyStatusResponse;
import io.fairlead.api.fairlead.v1.RevokeTokenRequest;
import io.fairlead.api.fairlead.v1.SourceStatus;
import io.fairlead.api.fairlead.v1.Token;
import io.fairlead.api.fairlead.v1.TypeStatus;
import io.fairlead.testing.Goldens;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FairleadTest {

  private static final String ENTRY =
      """
      apiVersion: networking.istio.io/v1
      kind: WorkloadEntry
      metadata:
        name: %s
        namespace: demo
      spec:
        address: %s
      """;

  @TempDir Path directory;
  private Path socket;
  private FakeControlPlane controlPlane;

  @BeforeEach
  void start() {
    socket = directory.resolve("admin.sock");
    controlPlane = new FakeControlPlane(socket);
  }

  @AfterEach
  void stop() throws InterruptedException {
    controlPlane.close();
  }

  @Test
  void aTokenIsShownWithTheLineToPaste() {
    golden("token-create", run("token", "create", "--group", "demo/web"));
    assertThat(asked())
        .isEqualTo(
            CreateTokenRequest.newBuilder()
                .setNamespace("demo")
                .setWorkloadGroup("web")
                .setLifetimeSeconds(3600)
                .build());
  }

  @Test
  void aTokenIsShownToPrograms() {
    golden(
        "token-create-json",
        run("token", "create", "-n", "demo", "-g", "web", "--lifetime", "2d", "-o", "json"));
    assertThat(((CreateTokenRequest) asked()).getLifetimeSeconds()).isEqualTo(172_800);
  }

  @Test
  void tokensAreListed() {
    controlPlane.tokens =
        ListTokensResponse.newBuilder()
            .addTokens(token("t-1", Token.State.STATE_OPEN))
            .addTokens(
                token("t-22", Token.State.STATE_REDEEMED).toBuilder().setRedeemedBy("demo/vm-1"))
            .build();
    golden("token-list", run("token", "list"));
    golden("token-list-yaml", run("token", "list", "-o", "yaml"));
  }

  @Test
  void aTokenIsRevokedById() {
    golden("token-revoke", run("token", "revoke", "t-1"));
    assertThat(asked()).isEqualTo(RevokeTokenRequest.newBuilder().setId("t-1").build());
  }

  @Test
  void applyingAFileTellsEachChange() throws IOException {
    String yaml = ENTRY.formatted("a", "10.0.0.1") + "---\n" + ENTRY.formatted("b", "10.0.0.2");
    Path file = Files.writeString(directory.resolve("two.yaml"), yaml);
    golden("apply", run("apply", "-f", file.toString()));
    assertThat(asked())
        .isEqualTo(ApplyRequest.newBuilder().setYaml(yaml).setSource(file.toString()).build());
  }

  @Test
  void applyingADirectoryTakesItsFilesInOrder() throws IOException {
    Path files = Files.createDirectory(directory.resolve("mesh"));
    Files.writeString(files.resolve("b.yml"), ENTRY.formatted("b", "10.0.0.2"));
    Files.writeString(files.resolve("a.yaml"), ENTRY.formatted("a", "10.0.0.1"));
    Files.writeString(files.resolve("notes.txt"), "not for the mesh");
    Files.writeString(files.resolve(".hidden.yaml"), "not for the mesh");
    golden("apply-directory", run("apply", "-f", files.toString()));
  }

  @Test
  void applyingStandardInputWorksTheSame() {
    String yaml = ENTRY.formatted("a", "10.0.0.1");
    Run run = Run.with(yaml, "apply", "-f", "-", "--socket", socket.toString());
    assertThat(run.exitCode()).isZero();
    assertThat(((ApplyRequest) asked()).getSource()).isEqualTo("standard input");
  }

  @Test
  void anErrorInOneFileSendsNothing() throws IOException {
    Path files = Files.createDirectory(directory.resolve("mesh"));
    Files.writeString(files.resolve("a.yaml"), ENTRY.formatted("a", "10.0.0.1"));
    Files.writeString(files.resolve("b.yaml"), ENTRY.formatted("b", "10.0.0.999"));
    golden("apply-refused-here", run("apply", "-f", files.toString()));
    assertThat(controlPlane.asked).isEmpty();
  }

  @Test
  void problemsOfTheControlPlaneAreShownWithTheirLines() throws IOException {
    Path file = Files.writeString(directory.resolve("one.yaml"), ENTRY.formatted("a", "10.0.0.1"));
    controlPlane.applyResponse =
        ApplyResponse.newBuilder()
            .addProblems(
                Problem.newBuilder()
                    .setSeverity(Problem.Severity.SEVERITY_ERROR)
                    .setResource("WorkloadEntry demo/a")
                    .setField("spec.address")
                    .setFile(file.toString())
                    .setLine(7)
                    .setColumn(12)
                    .setMessage("is the address of the control plane: use another"));
    golden("apply-refused-there", run("apply", "-f", file.toString()));
  }

  @Test
  void resourcesAreListed() {
    controlPlane.getResponse = twoItems();
    golden("get", run("get"));
    assertThat(asked()).isEqualTo(GetRequest.getDefaultInstance());
    golden("get-yaml", run("get", "we", "-n", "demo", "-o", "yaml"));
    assertThat(asked())
        .isEqualTo(GetRequest.newBuilder().setKind("WorkloadEntry").setNamespace("demo").build());
    golden("get-json", run("get", "WorkloadEntries", "-o", "json"));
    controlPlane.getResponse = twoItems().toBuilder().removeItems(1).build();
    golden("get-one-yaml", run("get", "we", "a", "-o", "yaml"));
  }

  @Test
  void aResourceThatDoesNotExistIsAFailureAndAnEmptyListIsNone() {
    golden("get-nothing", run("get", "serviceentry"));
    golden("get-missing", run("get", "serviceentry", "web", "-n", "demo"));
    golden("get-unknown-kind", run("get", "servicentry"));
  }

  @Test
  void resourcesAreDeletedByNameAndByFile() throws IOException {
    golden("delete", run("delete", "se", "web", "-n", "demo"));
    assertThat(asked())
        .isEqualTo(
            DeleteRequest.newBuilder()
                .setKind("ServiceEntry")
                .setNamespace("demo")
                .setName("web")
                .build());
    Path file =
        Files.writeString(
            directory.resolve("two.yaml"),
            ENTRY.formatted("a", "10.0.0.1") + "---\n" + ENTRY.formatted("missing", "10.0.0.2"));
    golden("delete-files", run("delete", "-f", file.toString()));
    assertThat(run("delete", "-f", file.toString(), "--ignore-not-found").exitCode()).isZero();
    golden("delete-unclear", run("delete", "se", "web", "-f", file.toString()));
  }

  @Test
  void proxiesAreShownWithWhatTheyTookAndRefused() {
    controlPlane.proxies =
        ProxyStatusResponse.newBuilder()
            .addProxies(
                Proxy.newBuilder()
                    .setNodeId("sidecar~10.0.0.1~vm-1.demo~demo.svc.cluster.local")
                    .setPrincipal("spiffe://cluster.local/ns/demo/sa/web")
                    .setConnected(FakeControlPlane.at("2026-11-22T10:00:00Z"))
                    .setCaptured(true)
                    .addTypes(type("envoy.config.listener.v3.Listener", 4, true, ""))
                    .addTypes(type("envoy.config.cluster.v3.Cluster", 12, true, "")))
            .addProxies(
                Proxy.newBuilder()
                    .setNodeId("sidecar~10.0.0.2~vm-2.demo~demo.svc.cluster.local")
                    .setConnected(FakeControlPlane.at("2026-11-20T08:00:00Z"))
                    .addTypes(type("envoy.config.cluster.v3.Cluster", 12, false, ""))
                    .addTypes(
                        type("envoy.config.listener.v3.Listener", 4, false, "no\u001b[31m filter"))
                    .addTypes(type("fairlead.Own", 1, true, "")))
            .build();
    golden("proxy-status", run("proxy", "status"));
    golden("proxy-status-json", run("proxy", "status", "-o", "json"));
  }

  @Test
  void noProxiesAreNoTable() {
    golden("proxy-status-none", run("proxy", "status"));
  }

  @Test
  void theStatusOfTheMeshEndsWithOneWhereSomethingIsWrong() {
    MeshStatusResponse good =
        MeshStatusResponse.newBuilder()
            .setReady(true)
            .setServices(3)
            .setWorkloads(2)
            .addSources(source("applied", ""))
            .build();
    controlPlane.mesh = good;
    golden("status", run("status"));
    controlPlane.mesh =
        good.toBuilder()
            .addSources(source("mcp:127.0.0.1:15019", "connection refused"))
            .addProblems(
                Problem.newBuilder()
                    .setSeverity(Problem.Severity.SEVERITY_WARNING)
                    .setFile("/etc/fairlead/mesh/web.yaml")
                    .setLine(3)
                    .setMessage("is odd: look at it"))
            .addTranslationProblems(
                Problem.newBuilder()
                    .setSeverity(Problem.Severity.SEVERITY_WARNING)
                    .setResource("ServiceEntry demo/db")
                    .setField("spec.endpoints")
                    .setMessage("'db-1' is not an IP address and gets no traffic"))
            .build();
    golden("status-failing", run("status"));
    golden("status-failing-json", run("status", "-o", "json"));
  }

  @Test
  void aRefusalIsItsReason() {
    controlPlane.failure =
        Status.NOT_FOUND.withDescription("there is no WorkloadGroup demo/web: apply it first");
    golden("refused", run("token", "create", "-g", "demo/web"));
  }

  @Test
  void aFailureInsideIsNoStackTrace() {
    controlPlane.failure = Status.INTERNAL.withDescription("disk full");
    golden("failed-inside", run("status"));
    controlPlane.failure = Status.UNIMPLEMENTED;
    golden("too-old", run("status"));
  }

  @Test
  void noSocketIsToldByName() {
    golden("no-socket", Run.of("status", "--socket", directory + "/none.sock"));
  }

  @Test
  void aSocketThatNobodyServesIsToldByName() throws Exception {
    controlPlane.close();
    Files.deleteIfExists(socket);
    Files.createFile(socket);
    golden("nobody-answers", run("status"));
  }

  @Test
  void aWrongCommandLineEndsWithTwo() {
    Stream.of(
            "",
            "tokens",
            "token",
            "token create",
            "token create -g a/b/c",
            "token create -g a/b -n c",
            "token create -g a/b --lifetime 1y",
            "token create -g a/b --lifetime 0s",
            "get a b c",
            "get -o text",
            "apply",
            "apply -f /none.yaml",
            "delete se",
            "validate")
        .forEach(
            line -> {
              Run run =
                  Run.of(
                      Arrays.stream(line.split(" "))
                          .filter(a -> !a.isEmpty())
                          .toArray(String[]::new));
              assertThat(run.exitCode()).as(line).isEqualTo(2);
              assertThat(run.err()).as(line).startsWith("fairlead: ");
              assertThat(run.out()).as(line).isEmpty();
            });
    assertThat(controlPlane.asked).isEmpty();
  }

  private Run run(String... args) {
    String[] all = Arrays.copyOf(args, args.length + 2);
    all[args.length] = "--socket";
    all[args.length + 1] = socket.toString();
    return Run.of(all);
  }

  private Message asked() {
    return controlPlane.asked.getLast();
  }

  private void golden(String name, Run run) {
    Path file = Path.of("src/test/resources/transcripts", name + ".txt").toAbsolutePath();
    Goldens.assertMatches(file, run.transcript(directory));
  }

  private static GetResponse twoItems() {
    return GetResponse.newBuilder()
        .addItems(FakeControlPlane.item("applied", ENTRY.formatted("a", "10.0.0.1")))
        .addItems(
            FakeControlPlane.item("mcp:127.0.0.1:15019", ENTRY.formatted("long-name", "10.0.0.2")))
        .build();
  }

  private static Token token(String id, Token.State state) {
    return Token.newBuilder()
        .setId(id)
        .setNamespace("demo")
        .setWorkloadGroup("web")
        .setState(state)
        .setCreated(FakeControlPlane.at("2026-11-22T10:00:00Z"))
        .setExpires(FakeControlPlane.at("2026-11-22T11:00:00Z"))
        .build();
  }

  private static TypeStatus type(String name, int count, boolean isAcknowledged, String error) {
    return TypeStatus.newBuilder()
        .setTypeUrl("type.googleapis.com/" + name)
        .setResources(count)
        .setAcknowledged(isAcknowledged)
        .setRejections(error.isEmpty() ? 0 : 3)
        .setLastError(error)
        .addAllRefused(error.isEmpty() ? List.of() : List.of("virtualInbound", "10.0.0.7_80"))
        .build();
  }

  private static SourceStatus source(String name, String error) {
    return SourceStatus.newBuilder()
        .setName(name)
        .setConnected(error.isEmpty())
        .setSynced(true)
        .setResources(7)
        .setError(error)
        .build();
  }
}
