package io.fairlead.vmagent.xdsproxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.fairlead.api.istio.networking.nds.v1.NameTable;
import io.fairlead.collections.SharedMap;
import io.fairlead.vmagent.discovery.Variant;
import io.fairlead.vmagent.fakes.FakeControlPlane;
import io.fairlead.vmagent.fakes.FakeEnvoy;
import io.fairlead.vmagent.fakes.Pki;
import io.fairlead.vmagent.identity.ControlPlaneChannels;
import io.fairlead.vmagent.identity.Identity;
import io.fairlead.vmagent.transport.EventLoops;
import io.fairlead.vmagent.transport.LocalServer;
import io.fairlead.xds.Rejection;
import io.fairlead.xds.Resource;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.Snapshot;
import io.fairlead.xds.server.ClientStream;
import io.fairlead.xds.server.DiscoveryService;
import io.fairlead.xds.server.StreamListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two control planes of equal state, by the real engine, and a host that goes from one to both. */
class ResumeTest {

  private static final ResourceType LISTENERS = new ResourceType(RelayStream.LISTENERS);
  private static final ResourceType NAMES = new ResourceType(HeldNames.TYPE);

  @TempDir private Path directory;
  private final Pki pki = new Pki();
  private final Identity identity = pki.identity();
  private final EventLoops loops = new EventLoops();
  private final RelayCounters counters = new RelayCounters();
  private final BlockingQueue<NameTable> tables = new LinkedBlockingQueue<>();
  private final Replica first = new Replica();
  private final Replica second = new Replica();
  private final Map<String, String> held = new TreeMap<>();
  private FakeControlPlane one;
  private FakeControlPlane other;
  private LocalServer server;

  /** Offers every stream the same. */
  private static final class Replica implements StreamListener {

    final BlockingQueue<String> closed = new LinkedBlockingQueue<>();
    volatile Snapshot state = world("v1");

    DiscoveryService service() {
      return new DiscoveryService(node -> "host", this, Set.of());
    }

    @Override
    public void opened(ClientStream stream) {
      stream.offer(state);
    }

    @Override
    public void reported(ClientStream stream, ResourceType type, Optional<String> error) {}

    @Override
    public void rejected(ClientStream stream, Rejection rejection) {}

    @Override
    public void closed(ClientStream stream) {
      closed.add(stream.principal());
    }
  }

  private static Snapshot world(String version) {
    return Snapshot.EMPTY
        .with(
            LISTENERS,
            SharedMap.<String, Resource>hashed()
                .plus("in", resource("in", "v1", ByteString.EMPTY))
                .plus("out", resource("out", version, ByteString.copyFromUtf8(version))))
        .with(
            NAMES,
            SharedMap.<String, Resource>hashed()
                .plus(
                    "names",
                    resource(
                        "names",
                        version,
                        NameTable.newBuilder()
                            .putTable(version + ".mesh", NameTable.NameInfo.getDefaultInstance())
                            .build()
                            .toByteString())));
  }

  private static Resource resource(String name, String version, ByteString body) {
    return Resource.of(name, version, "test", body);
  }

  @BeforeEach
  void start() throws Exception {
    one = FakeControlPlane.answering(pki, first.service());
    other = FakeControlPlane.answering(pki, second.service());
    ControlPlaneChannels channels = new ControlPlaneChannels(loops, InstantSource.system());
    XdsRelay relay =
        XdsRelay.withNames(
            new Upstreams(
                List.of(one.target(), other.target()),
                target -> channels.open(target, identity),
                () -> 0L),
            tables::add,
            AnswerEdit.NONE,
            counters);
    int self = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    server =
        LocalServer.start(directory.resolve("xds.sock"), Set.of(self), loops, relay.definition());
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    one.close();
    other.close();
    loops.close();
  }

  private FakeEnvoy envoy() {
    return new FakeEnvoy(directory.resolve("xds.sock"), loops, Variant.DELTA.aggregated());
  }

  /** Asks for listeners by what is held, as Envoy does on each stream; gives what is sent. */
  private List<String> resume(FakeEnvoy envoy) throws Exception {
    envoy.send(
        DeltaDiscoveryRequest.newBuilder()
            .setNode(Node.newBuilder().setId("host"))
            .setTypeUrl(RelayStream.LISTENERS)
            .putAllInitialResourceVersions(held)
            .build()
            .toByteArray());
    DeltaDiscoveryResponse answer = DeltaDiscoveryResponse.parseFrom(envoy.next());
    answer.getResourcesList().forEach(it -> held.put(it.getName(), it.getVersion()));
    return answer.getResourcesList().stream().map(it -> it.getName()).sorted().toList();
  }

  private void loseTheFirst() throws Exception {
    try (FakeEnvoy envoy = envoy()) {
      assertThat(resume(envoy)).containsExactly("in", "out");
      assertThat(tables.poll(30, TimeUnit.SECONDS)).isNotNull();
      one.close();
      assertThat(envoy.ended.get(30, TimeUnit.SECONDS).isOk()).isFalse();
    }
  }

  @Test
  void anotherControlPlaneOfEqualStateSendsNothingAgain() throws Exception {
    loseTheFirst();
    try (FakeEnvoy envoy = envoy()) {
      long before = counters.bytesToEnvoy();
      assertThat(resume(envoy)).isEmpty();
      assertThat(counters.bytesToEnvoy() - before).isLessThan(200);
      assertThat(counters.connectedStreams()).isEqualTo(1);
    }
    assertThat(second.closed.poll(30, TimeUnit.SECONDS)).isNotNull();
    assertThat(tables).isEmpty();
  }

  @Test
  void anotherControlPlaneSendsWhatChangedMeanwhile() throws Exception {
    second.state = world("v2");
    loseTheFirst();
    try (FakeEnvoy envoy = envoy()) {
      assertThat(resume(envoy)).containsExactly("out");
      NameTable table = tables.poll(30, TimeUnit.SECONDS);
      assertThat(table).isNotNull();
      assertThat(table.getTableMap()).containsOnlyKeys("v2.mesh");
    }
  }
}
