package io.fairlead.vmagent.xdsproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.Resource;
import io.fairlead.api.istio.networking.nds.v1.NameTable;
import io.fairlead.vmagent.discovery.Variant;
import io.fairlead.vmagent.fakes.FakeControlPlane;
import io.fairlead.vmagent.fakes.FakeEnvoy;
import io.fairlead.vmagent.fakes.Pki;
import io.fairlead.vmagent.identity.ControlPlaneChannels;
import io.fairlead.vmagent.identity.Identity;
import io.fairlead.vmagent.transport.EventLoops;
import io.fairlead.vmagent.transport.LocalServer;
import io.grpc.Metadata;
import io.grpc.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XdsRelayTest {

  private static final String CLUSTERS = "type.googleapis.com/envoy().config.cluster.v3.Cluster";

  @TempDir private Path directory;
  private final Pki pki = new Pki();
  private final Identity identity = pki.identity();
  private final EventLoops loops = new EventLoops();
  private final RelayCounters counters = new RelayCounters();
  private final BlockingQueue<NameTable> tables = new LinkedBlockingQueue<>();
  private FakeControlPlane controlPlane;
  private XdsRelay relay;
  private LocalServer server;
  private final Deque<FakeEnvoy> envoys = new ArrayDeque<>();

  @BeforeEach
  void start() throws Exception {
    controlPlane = new FakeControlPlane(pki);
    serve(List.of(controlPlane.target()));
  }

  private void serve(List<String> targets) throws Exception {
    ControlPlaneChannels channels = new ControlPlaneChannels(loops, InstantSource.system());
    relay =
        XdsRelay.withNames(
            new Upstreams(targets, target -> channels.open(target, identity), () -> 0L),
            this::take,
            AnswerEdit.NONE,
            counters);
    Path socket = directory.resolve("xds.sock");
    int self = (Integer) java.nio.file.Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    server = LocalServer.start(socket, Set.of(self), loops, relay.definition());
  }

  private void connect(Variant variant) {
    envoys.push(new FakeEnvoy(directory.resolve("xds.sock"), loops, variant.aggregated()));
  }

  private FakeEnvoy envoy() {
    return envoys.getFirst();
  }

  private void take(NameTable table) {
    if (table.containsTable("bad.mesh")) {
      throw new IllegalArgumentException("bad.mesh has no address");
    }
    tables.add(table);
  }

  @AfterEach
  void stop() throws Exception {
    envoys.forEach(FakeEnvoy::close);
    server.close();
    controlPlane.close();
    loops.close();
  }

  private void restart(List<String> targets, Variant variant) throws Exception {
    server.close();
    serve(targets);
    connect(variant);
  }

  private static byte[] delta(String type) {
    return DeltaDiscoveryRequest.newBuilder().setTypeUrl(type).build().toByteArray();
  }

  private static byte[] answer(String type) {
    return DeltaDiscoveryResponse.newBuilder().setTypeUrl(type).setNonce("1").build().toByteArray();
  }

  private static DeltaDiscoveryRequest parsed(byte[] bytes) throws Exception {
    return DeltaDiscoveryRequest.parseFrom(bytes);
  }

  private static byte[] namesAnswer(String nonce, NameTable table) {
    return DeltaDiscoveryResponse.newBuilder()
        .setTypeUrl(HeldNames.TYPE)
        .setNonce(nonce)
        .addResources(
            Resource.newBuilder()
                .setName("names")
                .setVersion("v1")
                .setResource(
                    Any.newBuilder().setTypeUrl(HeldNames.TYPE).setValue(table.toByteString())))
        .build()
        .toByteArray();
  }

  private static NameTable table(String host) {
    return NameTable.newBuilder()
        .putTable(host, NameTable.NameInfo.newBuilder().addIps("240.0.0.1").build())
        .build();
  }

  @Test
  void carriesBytesUnchangedBothWaysWithFieldsThatNobodyKnows() {
    connect(Variant.DELTA);
    UnknownFieldSet future =
        UnknownFieldSet.newBuilder()
            .addField(
                777,
                UnknownFieldSet.Field.newBuilder()
                    .addLengthDelimited(ByteString.copyFromUtf8("from the future"))
                    .build())
            .build();
    byte[] request =
        DeltaDiscoveryRequest.newBuilder()
            .setTypeUrl(CLUSTERS)
            .setUnknownFields(future)
            .build()
            .toByteArray();
    byte[] answer =
        DeltaDiscoveryResponse.newBuilder()
            .setTypeUrl(CLUSTERS)
            .setNonce("1")
            .setUnknownFields(future)
            .build()
            .toByteArray();

    envoy().send(request);
    FakeControlPlane.Stream stream = controlPlane.nextStream();
    assertThat(stream.next()).isEqualTo(request);
    stream.call.sendMessage(answer);

    assertThat(envoy().next()).isEqualTo(answer);
    assertThat(counters.bytesToEnvoy()).isEqualTo(answer.length);
    assertThat(counters.connectedStreams()).isEqualTo(1);
  }

  @Test
  void asksForNamesOnceListenersAreAskedForAndKeepsThemToItself() throws Exception {
    connect(Variant.DELTA);
    envoy().send(delta(CLUSTERS));
    envoy().send(delta(RelayStream.LISTENERS));
    envoy().send(delta(RelayStream.LISTENERS));
    FakeControlPlane.Stream stream = controlPlane.nextStream();

    assertThat(parsed(stream.next()).getTypeUrl()).isEqualTo(CLUSTERS);
    assertThat(parsed(stream.next()).getTypeUrl()).isEqualTo(RelayStream.LISTENERS);
    assertThat(parsed(stream.next()).getTypeUrl()).isEqualTo(HeldNames.TYPE);
    assertThat(parsed(stream.next()).getTypeUrl()).isEqualTo(RelayStream.LISTENERS);

    stream.call.sendMessage(namesAnswer("n1", table("db.mesh")));
    assertThat(tables.poll(30, TimeUnit.SECONDS)).isEqualTo(table("db.mesh"));
    DeltaDiscoveryRequest accepted = parsed(stream.next());
    assertThat(accepted.getResponseNonce()).isEqualTo("n1");
    assertThat(accepted.hasErrorDetail()).isFalse();
    assertThat(envoy().answers).isEmpty();
  }

  @Test
  void refusesNamesThatCannotBeUsedWithTheReason() throws Exception {
    connect(Variant.DELTA);
    envoy().send(delta(RelayStream.LISTENERS));
    FakeControlPlane.Stream stream = controlPlane.nextStream();
    stream.next();
    stream.next();

    stream.call.sendMessage(namesAnswer("n1", table("bad.mesh")));

    DeltaDiscoveryRequest refused = parsed(stream.next());
    assertThat(refused.getResponseNonce()).isEqualTo("n1");
    assertThat(refused.getErrorDetail().getMessage()).contains("bad.mesh has no address");
  }

  @Test
  void speaksTheOtherDialectToo() throws Exception {
    restart(List.of(controlPlane.target()), Variant.STATE_OF_THE_WORLD);
    relay.report(new CaptureReport.Captured());
    byte[] request =
        DiscoveryRequest.newBuilder().setTypeUrl(RelayStream.LISTENERS).build().toByteArray();

    envoy().send(request);
    FakeControlPlane.Stream stream = controlPlane.nextStream();
    assertThat(stream.next()).isEqualTo(request);
    assertThat(DiscoveryRequest.parseFrom(stream.next()).getTypeUrl()).isEqualTo(HeldNames.TYPE);
    assertThat(DiscoveryRequest.parseFrom(stream.next()).getTypeUrl())
        .isEqualTo(RelayStream.CAPTURE);
    assertThat(DiscoveryRequest.parseFrom(stream.next()).getTypeUrl())
        .isEqualTo(RelayStream.UPTAKE);
    stream.call.sendMessage(
        DiscoveryResponse.newBuilder()
            .setTypeUrl(HeldNames.TYPE)
            .setVersionInfo("v7")
            .setNonce("n1")
            .addResources(Any.newBuilder().setValue(table("db.mesh").toByteString()))
            .build()
            .toByteArray());

    DiscoveryRequest accepted = DiscoveryRequest.parseFrom(stream.next());
    assertThat(accepted.getVersionInfo()).isEqualTo("v7");
    assertThat(accepted.getResponseNonce()).isEqualTo("n1");
    assertThat(tables.take()).isEqualTo(table("db.mesh"));
  }

  @Test
  void reportsCaptureWhenItChangesAndAgainOnANewStream() throws Exception {
    connect(Variant.DELTA);
    envoy().send(delta(RelayStream.LISTENERS));
    FakeControlPlane.Stream first = controlPlane.nextStream();
    first.next();
    first.next();

    // Sent at once; whether the control plane counts as reached yet is gRPC's to say.
    relay.report(new CaptureReport.Captured());
    DeltaDiscoveryRequest captured = parsed(first.next());
    assertThat(captured.getTypeUrl()).isEqualTo(RelayStream.CAPTURE);
    assertThat(captured.hasErrorDetail()).isFalse();
    assertThat(parsed(first.next()).getTypeUrl()).isEqualTo(RelayStream.UPTAKE);

    try (FakeEnvoy successor =
        new FakeEnvoy(directory.resolve("xds.sock"), loops, Variant.DELTA.aggregated())) {
      successor.send(delta(RelayStream.LISTENERS));
      FakeControlPlane.Stream second = controlPlane.nextStream();
      second.next();
      second.next();
      assertThat(parsed(second.next()).getTypeUrl()).isEqualTo(RelayStream.CAPTURE);
      assertThat(parsed(second.next()).getTypeUrl()).isEqualTo(RelayStream.UPTAKE);

      assertThat(relay.report(new CaptureReport.Ended("leaving"))).isTrue();
      assertThat(parsed(first.next()).getErrorDetail().getMessage()).isEqualTo("leaving");
      assertThat(parsed(second.next()).getErrorDetail().getMessage()).isEqualTo("leaving");
    }
  }

  @Test
  void hearsOnceThatCallersAreToldAndAsksNoMore() throws Exception {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    relay.onUptake(() -> heard.add("shown"));
    connect(Variant.DELTA);
    relay.report(new CaptureReport.Captured());
    envoy().send(delta(RelayStream.LISTENERS));
    FakeControlPlane.Stream stream = controlPlane.nextStream();
    for (int request = 0; request < 4; request++) {
      stream.next();
    }

    stream.call.sendMessage(answer(RelayStream.UPTAKE));
    assertThat(parsed(stream.next()).getTypeUrl()).isEqualTo(RelayStream.UPTAKE);
    assertThat(heard).as("not yet").isEmpty();
    stream.call.sendMessage(shown());
    assertThat(parsed(stream.next()).getResponseNonce()).isEqualTo("2");
    assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo("shown");

    try (FakeEnvoy successor =
        new FakeEnvoy(directory.resolve("xds.sock"), loops, Variant.DELTA.aggregated())) {
      successor.send(delta(RelayStream.LISTENERS));
      FakeControlPlane.Stream second = controlPlane.nextStream();
      second.next();
      second.next();
      assertThat(parsed(second.next()).getTypeUrl()).isEqualTo(RelayStream.CAPTURE);
      successor.send(delta(CLUSTERS));
      assertThat(parsed(second.next()).getTypeUrl()).isEqualTo(CLUSTERS);
    }
    assertThat(envoy().answers).as("Envoy never asked").isEmpty();
  }

  private static byte[] shown() {
    return DeltaDiscoveryResponse.newBuilder()
        .setTypeUrl(RelayStream.UPTAKE)
        .setNonce("2")
        .addResources(
            Resource.newBuilder()
                .setName("host")
                .setVersion("1")
                .setResource(Any.newBuilder().setTypeUrl(RelayStream.UPTAKE)))
        .build()
        .toByteArray();
  }

  @Test
  void tellsThatTheAgentWillBeBackAndNothingAfterThat() throws Exception {
    connect(Variant.DELTA);
    envoy().send(delta(RelayStream.LISTENERS));
    FakeControlPlane.Stream stream = controlPlane.nextStream();
    stream.next();
    stream.next();
    relay.report(new CaptureReport.Captured());
    stream.next();
    stream.next();
    FutureTask<Void> pausing = new FutureTask<>(this::pause);
    Thread.startVirtualThread(pausing);

    DeltaDiscoveryRequest absence = parsed(stream.next());
    assertThat(absence.getTypeUrl()).isEqualTo(RelayStream.ABSENCE);
    assertThat(absence.hasErrorDetail()).isFalse();
    envoy().send(delta(CLUSTERS));
    assertThat(pausing.isDone()).isFalse();
    stream.call.close(Status.OK, new Metadata());

    pausing.get(30, TimeUnit.SECONDS);
    assertThat(envoy().ended.get(30, TimeUnit.SECONDS).getDescription()).contains("agent stops");
    assertThat(stream.requests).isEmpty();
  }

  private Void pause() throws InterruptedException {
    relay.pause(Duration.ofMinutes(1));
    return null;
  }

  @Test
  void asksForNoPatienceForAHostThatIsNotInTheMesh() throws Exception {
    connect(Variant.DELTA);
    envoy().send(delta(RelayStream.LISTENERS));
    FakeControlPlane.Stream stream = controlPlane.nextStream();
    stream.next();
    stream.next();

    relay.pause(Duration.ofMinutes(1));
    relay.report(new CaptureReport.Ended("leaving"));
    relay.pause(Duration.ofMinutes(1));

    assertThat(parsed(stream.next()).getErrorDetail().getMessage()).isEqualTo("leaving");
    assertThat(envoy().ended).isNotDone();
  }

  @Test
  void handsTheEndOfAControlPlaneToEnvoyAndGoesToTheNextOne() throws Exception {
    try (FakeControlPlane other = new FakeControlPlane(pki)) {
      restart(List.of(controlPlane.target(), other.target()), Variant.DELTA);
      envoy().send(delta(CLUSTERS));
      controlPlane.nextStream().call.close(Status.UNAVAILABLE, new Metadata());

      assertThat(envoy().ended.get(30, TimeUnit.SECONDS).getCode())
          .isEqualTo(Status.Code.UNAVAILABLE);
      try (FakeEnvoy again =
          new FakeEnvoy(directory.resolve("xds.sock"), loops, Variant.DELTA.aggregated())) {
        again.send(delta(CLUSTERS));
        assertThat(other.nextStream().next()).isEqualTo(delta(CLUSTERS));
      }
    }
  }

  @Test
  void passesOverAControlPlaneThatIsGoneAndEnvoyNoticesNothing() throws Exception {
    try (FakeControlPlane other = new FakeControlPlane(pki)) {
      String gone = controlPlane.target();
      controlPlane.close();
      restart(List.of(gone, other.target()), Variant.DELTA);
      relay.report(new CaptureReport.Captured());
      envoy().send(delta(RelayStream.LISTENERS));
      envoy().send(delta(CLUSTERS));

      FakeControlPlane.Stream stream = other.nextStream();
      assertThat(parsed(stream.next()).getTypeUrl()).isEqualTo(RelayStream.LISTENERS);
      assertThat(parsed(stream.next()).getTypeUrl()).isEqualTo(HeldNames.TYPE);
      assertThat(parsed(stream.next()).getTypeUrl()).isEqualTo(RelayStream.CAPTURE);
      assertThat(parsed(stream.next()).getTypeUrl()).isEqualTo(RelayStream.UPTAKE);
      assertThat(parsed(stream.next()).getTypeUrl()).isEqualTo(CLUSTERS);
      stream.call.sendMessage(answer(CLUSTERS));
      assertThat(envoy().next()).isEqualTo(answer(CLUSTERS));
      assertThat(envoy().ended).isNotDone();
    }
  }

  @Test
  void endsEnvoysStreamOnceNoControlPlaneCanBeReached() throws Exception {
    String gone = controlPlane.target();
    controlPlane.close();
    restart(List.of(gone, gone), Variant.DELTA);

    envoy().send(delta(CLUSTERS));

    assertThat(envoy().ended.get(30, TimeUnit.SECONDS).getCode())
        .isEqualTo(Status.Code.UNAVAILABLE);
  }

  @Test
  void aControlPlaneThatWasReachedAndEndsLeavesTheJitterToEnvoy() throws Exception {
    try (FakeControlPlane other = new FakeControlPlane(pki)) {
      restart(List.of(controlPlane.target(), other.target()), Variant.DELTA);
      envoy().send(delta(CLUSTERS));
      FakeControlPlane.Stream stream = controlPlane.nextStream();
      stream.next();
      stream.call.close(Status.UNAVAILABLE.withDescription("still waits"), new Metadata());

      assertThat(envoy().ended.get(30, TimeUnit.SECONDS).getDescription()).isEqualTo("still waits");
      assertThat(other.streams).isEmpty();
    }
  }

  @Test
  void aNewStreamAsksForNamesByTheVersionThatIsHeld() throws Exception {
    connect(Variant.DELTA);
    envoy().send(delta(RelayStream.LISTENERS));
    FakeControlPlane.Stream first = controlPlane.nextStream();
    first.next();
    first.next();
    first.call.sendMessage(namesAnswer("n1", table("db.mesh")));
    first.next();

    connect(Variant.DELTA);
    envoy().send(delta(RelayStream.LISTENERS));
    FakeControlPlane.Stream second = controlPlane.nextStream();
    second.next();

    assertThat(parsed(second.next()).getInitialResourceVersionsMap())
        .isEqualTo(Map.of("names", "v1"));
  }

  @Test
  void endsTheStreamUpwardsWhenEnvoyGoes() {
    connect(Variant.DELTA);
    envoy().send(delta(CLUSTERS));
    FakeControlPlane.Stream stream = controlPlane.nextStream();
    stream.next();

    envoy().close();

    await().untilAsserted(() -> assertThat(stream.cancelled).isTrue());
  }

  @Test
  void countsWhatEnvoyRefuses() {
    connect(Variant.DELTA);
    envoy()
        .send(
            DeltaDiscoveryRequest.newBuilder()
                .setTypeUrl(CLUSTERS)
                .setErrorDetail(com.google.rpc.Status.newBuilder().setMessage("no such filter"))
                .build()
                .toByteArray());

    await().untilAsserted(() -> assertThat(counters.refusals()).isEqualTo(1));
  }

  @Test
  void carriesAnAnswerOfManyMegabytes() {
    connect(Variant.DELTA);
    byte[] answer =
        DeltaDiscoveryResponse.newBuilder()
            .setTypeUrl(CLUSTERS)
            .addResources(
                Resource.newBuilder()
                    .setResource(
                        Any.newBuilder().setValue(ByteString.copyFrom(new byte[20 << 20]))))
            .build()
            .toByteArray();

    envoy().send(delta(CLUSTERS));
    controlPlane.nextStream().call.sendMessage(answer);

    assertThat(envoy().next()).isEqualTo(answer);
  }
}
