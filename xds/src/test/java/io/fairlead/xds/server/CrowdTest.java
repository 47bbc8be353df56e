package io.fairlead.xds.server;

import static io.fairlead.xds.ResourceType.CLUSTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.fairlead.collections.SharedMap;
import io.fairlead.xds.Resource;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.Snapshot;
import io.fairlead.xds.Worlds;
import io.fairlead.xds.client.Channels;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many clients at a real server, of which some do not behave. */
final class CrowdTest {

  private static final Node NODE = Node.newBuilder().setId("node").build();

  /** More than a client takes in before it reads. */
  private static final int LARGE = 3_000_000;

  private final RecordedStreams owner = new RecordedStreams(large());
  private final List<ManagedChannel> channels = new ArrayList<>();
  private final List<Server> servers = new ArrayList<>();

  private static Snapshot large() {
    Resource one = Resource.of("large", "1", "", ByteString.copyFrom(new byte[LARGE]));
    return Worlds.world().with(CLUSTER, SharedMap.<String, Resource>hashed().plus("large", one));
  }

  @AfterEach
  void stops() throws InterruptedException {
    channels.forEach(ManagedChannel::shutdownNow);
    for (Server server : servers) {
      server.shutdownNow().awaitTermination();
    }
  }

  private DiscoveryService served(Limits limits) throws IOException {
    DiscoveryService service =
        new DiscoveryService(node -> "friend", owner, Set.of(ResourceType.HEALTH), limits);
    ServerBuilder<?> builder =
        Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create()).addService(service);
    DiscoveryService.tune(builder);
    servers.add(builder.build().start());
    return service;
  }

  private Asker<DeltaDiscoveryRequest, DeltaDiscoveryResponse> connected(
      Asker<DeltaDiscoveryRequest, DeltaDiscoveryResponse> asker) {
    ManagedChannel channel = Channels.plaintext("127.0.0.1", servers.getFirst().getPort());
    channels.add(channel);
    AggregatedDiscoveryServiceGrpc.newStub(channel).deltaAggregatedResources(asker);
    return asker;
  }

  private static void asks(Asker<DeltaDiscoveryRequest, DeltaDiscoveryResponse> asker) {
    asker
        .requests()
        .onNext(DeltaDiscoveryRequest.newBuilder().setNode(NODE).setTypeUrl(CLUSTER.url()).build());
  }

  private static void accepts(Asker<DeltaDiscoveryRequest, DeltaDiscoveryResponse> asker) {
    asker
        .requests()
        .onNext(
            DeltaDiscoveryRequest.newBuilder()
                .setTypeUrl(CLUSTER.url())
                .setResponseNonce(asker.answers().getLast().getNonce())
                .build());
  }

  @Test
  void holdsNoMoreThanItsBudgetForClientsThatNeverReadAndServesTheOthers() throws IOException {
    Limits.Output output = new Limits.Output(4L * LARGE, LARGE * 5L / 2, Duration.ofMillis(100));
    DiscoveryService service = served(Limits.STANDARD.with(output));
    List<Asker<DeltaDiscoveryRequest, DeltaDiscoveryResponse>> never =
        IntStream.range(0, 8).mapToObj(i -> connected(Asker.readingNothing())).toList();
    never.forEach(CrowdTest::asks);
    List<Asker<DeltaDiscoveryRequest, DeltaDiscoveryResponse>> quick =
        IntStream.range(0, 4).mapToObj(i -> connected(Asker.readingAll())).toList();
    quick.forEach(CrowdTest::asks);
    await()
        .until(
            () -> {
              assertThat(service.figures().output().pendingBytes()).isLessThan(4L * LARGE);
              return quick.stream().allMatch(asker -> asker.answers().size() == 1);
            });
    await().until(() -> isAtRest(service.figures().output()));
    assertThat(service.figures().output().pendingBytes()).isLessThanOrEqualTo(LARGE * 5L / 2);
    long cutOff = service.figures().output().cutOff();
    assertThat(cutOff).isGreaterThanOrEqualTo(4);
    await().until(() -> owner.streams().size() == 12 - cutOff);

    never.forEach(asker -> asker.requests().request(1));
    await().until(() -> never.stream().filter(asker -> asker.end().isPresent()).count() == cutOff);
    await()
        .until(
            () ->
                never.stream().filter(asker -> asker.answers().size() == 1).count() == 8 - cutOff);
  }

  private static boolean isAtRest(Figures.Output output) {
    return output.waiting() == 0 && output.pendingBytes() == output.stalledBytes();
  }

  @Test
  void hearsNoMoreOfAClientThatSpeaksAndNeverReads() throws IOException {
    served(Limits.STANDARD);
    Asker<DeltaDiscoveryRequest, DeltaDiscoveryResponse> loud = connected(Asker.readingNothing());
    asks(loud);
    for (int nonce = 1; nonce <= 200; nonce++) {
      for (boolean subscribes : new boolean[] {false, true}) {
        DeltaDiscoveryRequest.Builder request =
            DeltaDiscoveryRequest.newBuilder()
                .setTypeUrl(CLUSTER.url())
                .setResponseNonce(Long.toHexString(nonce));
        loud.requests()
            .onNext(
                (subscribes
                        ? request.addResourceNamesSubscribe("*")
                        : request.addResourceNamesUnsubscribe("*"))
                    .build());
      }
    }
    loud.requests()
        .onNext(DeltaDiscoveryRequest.newBuilder().setTypeUrl(ResourceType.HEALTH.url()).build());
    await().until(() -> owner.streams().size() == 1);
    await().during(Duration.ofMillis(500)).until(() -> !owner.events().contains("reported well"));

    loud.requests().request(Integer.MAX_VALUE);
    await().until(() -> owner.events().contains("reported well"));
  }

  @Test
  void bringsACrowdInThoughSomeNeverAcknowledge() throws IOException {
    Limits.Entry entry =
        new Limits.Entry(2, Duration.ofMillis(200), Duration.ofMillis(100), Duration.ofSeconds(30));
    DiscoveryService service = served(Limits.STANDARD.with(entry));
    List<Asker<DeltaDiscoveryRequest, DeltaDiscoveryResponse>> clients =
        IntStream.range(0, 10).mapToObj(i -> connected(Asker.readingAll())).toList();
    clients.forEach(CrowdTest::asks);
    boolean[] hasAccepted = new boolean[clients.size()];
    await()
        .until(
            () -> {
              assertThat(service.figures().entry().admitted()).isLessThanOrEqualTo(2);
              for (int i = 0; i < clients.size(); i++) {
                if (i % 2 == 0 && !hasAccepted[i] && !clients.get(i).answers().isEmpty()) {
                  accepts(clients.get(i));
                  hasAccepted[i] = true;
                }
              }
              return clients.stream().allMatch(asker -> asker.answers().size() == 1);
            });
    await().until(() -> service.figures().entry().admitted() == 0);
    assertThat(service.figures().traffic().answers()).isEqualTo(10);
    assertThat(service.figures().traffic().bytes()).isGreaterThan(10L * LARGE);
  }

  @Test
  void sendsAClientAwayThatOpensAStreamAndAsksForNothing() throws IOException {
    Limits.Entry entry =
        new Limits.Entry(2, Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofMillis(200));
    DiscoveryService service = served(Limits.STANDARD.with(entry));
    Asker<DeltaDiscoveryRequest, DeltaDiscoveryResponse> silent = connected(Asker.readingAll());
    await().until(() -> silent.end().isPresent());
    assertThat(silent.end().orElseThrow().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    await().until(() -> service.openStreams() == 0);
  }
}
