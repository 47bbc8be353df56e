package io.fairlead.xds.server;

import static io.fairlead.xds.Worlds.with;
import static io.fairlead.xds.Worlds.world;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.rpc.Code;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.fairlead.collections.SharedMap;
import io.fairlead.xds.Resource;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.Snapshot;
import io.fairlead.xds.client.Channels;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DiscoveryServiceTest {

  private static final Limits FEW = new Limits(3, 3, 4, 10_000);
  private static final Node NODE = Node.newBuilder().setId("sidecar~10.0.0.7~a.ns~ns").build();

  private final RecordedStreams owner =
      new RecordedStreams(with(world(), ResourceType.CLUSTER, "a"));
  private final DiscoveryService service =
      new DiscoveryService(
          DiscoveryServiceTest::authenticated, owner, Set.of(ResourceType.HEALTH), FEW);
  private final List<ManagedChannel> channels = new ArrayList<>();
  private Server server;

  private static String authenticated(Node node) {
    if (node.getId().equals("stranger")) {
      throw Status.UNAUTHENTICATED.withDescription("who are you").asRuntimeException();
    }
    return "friend";
  }

  @BeforeEach
  void startsTheServer() throws IOException {
    ServerBuilder<?> builder =
        Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create()).addService(service);
    DiscoveryService.tune(builder);
    server = builder.build().start();
  }

  @AfterEach
  void stopsTheServer() throws InterruptedException {
    channels.forEach(ManagedChannel::shutdownNow);
    server.shutdownNow().awaitTermination();
  }

  @Test
  void speaksDelta() {
    Asker<DeltaDiscoveryRequest, DeltaDiscoveryResponse> client = delta(Asker.readingAll());
    client.requests().onNext(ask(ResourceType.CLUSTER).setNode(NODE).build());
    await().until(() -> client.answers().size() == 1);
    DeltaDiscoveryResponse answer = client.answers().getFirst();
    assertThat(answer.getResourcesList())
        .singleElement()
        .satisfies(
            resource -> {
              assertThat(resource.getName()).isEqualTo("a");
              assertThat(resource.getVersion()).isEqualTo("1");
              assertThat(resource.getResource().getValue().toStringUtf8()).isEqualTo("a@1");
            });

    client.requests().onNext(ask(ResourceType.CLUSTER).setResponseNonce(answer.getNonce()).build());
    owner.publish(with(world(), ResourceType.CLUSTER, "b"));
    await().until(() -> client.answers().size() == 2);
    client
        .requests()
        .onNext(
            ask(ResourceType.CLUSTER).setResponseNonce(client.answers().get(1).getNonce()).build());
    await().until(() -> client.answers().size() == 3);
    assertThat(client.answers().get(2).getRemovedResourcesList()).containsExactly("a");
  }

  @Test
  void speaksTheStateOfTheWorld() {
    Asker<DiscoveryRequest, DiscoveryResponse> client = stateOfTheWorld(Asker.readingAll());
    client
        .requests()
        .onNext(
            DiscoveryRequest.newBuilder()
                .setTypeUrl(ResourceType.CLUSTER.url())
                .setNode(NODE)
                .build());
    await().until(() -> client.answers().size() == 1);
    DiscoveryResponse answer = client.answers().getFirst();
    assertThat(answer.getVersionInfo()).isNotEmpty();
    assertThat(answer.getResourcesList())
        .extracting(body -> body.getValue().toStringUtf8())
        .containsExactly("a@1");
  }

  @Test
  void refusesAStreamThatDoesNotSayItsNodeFirst() {
    Asker<DeltaDiscoveryRequest, DeltaDiscoveryResponse> client = delta(Asker.readingAll());
    client.requests().onNext(ask(ResourceType.CLUSTER).build());
    assertEnd(client, Status.Code.INVALID_ARGUMENT, "must carry a node");
    assertThat(owner.events()).isEmpty();
  }

  @Test
  void refusesAClientThatItDoesNotKnow() {
    Asker<DeltaDiscoveryRequest, DeltaDiscoveryResponse> client = delta(Asker.readingAll());
    client
        .requests()
        .onNext(
            ask(ResourceType.CLUSTER).setNode(Node.newBuilder().setId("stranger").build()).build());
    assertEnd(client, Status.Code.UNAUTHENTICATED, "who are you");
    assertThat(owner.events()).isEmpty();
    await().until(() -> service.openStreams() == 0);
  }

  @Test
  void refusesMoreNamesThanAllowed() {
    Asker<DeltaDiscoveryRequest, DeltaDiscoveryResponse> client = delta(Asker.readingAll());
    client
        .requests()
        .onNext(
            ask(ResourceType.ENDPOINT)
                .setNode(NODE)
                .addAllResourceNamesSubscribe(List.of("a", "b", "c"))
                .build());
    client
        .requests()
        .onNext(
            ask(ResourceType.ENDPOINT)
                .addAllResourceNamesSubscribe(List.of("d", "e", "f"))
                .build());
    assertEnd(client, Status.Code.RESOURCE_EXHAUSTED, "more than 4 names");
  }

  @Test
  void refusesMoreTypesThanAllowed() {
    Asker<DeltaDiscoveryRequest, DeltaDiscoveryResponse> client = delta(Asker.readingAll());
    client.requests().onNext(ask(new ResourceType("a")).setNode(NODE).build());
    List.of("b", "c", "d")
        .forEach(type -> client.requests().onNext(ask(new ResourceType(type)).build()));
    assertEnd(client, Status.Code.RESOURCE_EXHAUSTED, "no more than 3 types");
  }

  @Test
  void refusesANameThatIsTooLong() {
    Asker<DeltaDiscoveryRequest, DeltaDiscoveryResponse> client = delta(Asker.readingAll());
    client
        .requests()
        .onNext(
            ask(ResourceType.ENDPOINT)
                .setNode(NODE)
                .addResourceNamesSubscribe("x".repeat(10_001))
                .build());
    assertEnd(client, Status.Code.INVALID_ARGUMENT, "longer than 10000 characters");
  }

  @Test
  void refusesARequestWithoutAType() {
    Asker<DeltaDiscoveryRequest, DeltaDiscoveryResponse> client = delta(Asker.readingAll());
    client.requests().onNext(DeltaDiscoveryRequest.newBuilder().setNode(NODE).build());
    assertEnd(client, Status.Code.INVALID_ARGUMENT, "no type_url");
  }

  @Test
  void refusesMoreStreamsThanAllowed() {
    for (int i = 0; i < 3; i++) {
      opened();
    }
    Asker<DeltaDiscoveryRequest, DeltaDiscoveryResponse> last = delta(Asker.readingAll());
    assertEnd(last, Status.Code.RESOURCE_EXHAUSTED, "no more than 3 streams");
  }

  @Test
  void passesReportsOnAndAnswersNone() {
    Asker<DeltaDiscoveryRequest, DeltaDiscoveryResponse> client = opened();
    client.requests().onNext(ask(ResourceType.HEALTH).build());
    client
        .requests()
        .onNext(
            ask(ResourceType.HEALTH)
                .setErrorDetail(com.google.rpc.Status.newBuilder().setMessage("ill"))
                .build());
    await().until(() -> owner.events().contains("reported ill"));
    assertThat(owner.events()).containsExactly("opened friend", "reported well", "reported ill");
    assertThat(client.answers()).hasSize(1);
  }

  @Test
  void tellsOfARefusalAndShowsItInTheStatus() {
    Asker<DeltaDiscoveryRequest, DeltaDiscoveryResponse> client = opened();
    client
        .requests()
        .onNext(
            ask(ResourceType.CLUSTER)
                .setResponseNonce(client.answers().getFirst().getNonce())
                .setErrorDetail(
                    com.google.rpc.Status.newBuilder()
                        .setCode(Code.INTERNAL_VALUE)
                        .setMessage("no good"))
                .build());
    await().until(() -> owner.events().contains("rejected no good"));
    assertThat(owner.streams().getFirst().status())
        .containsEntry(
            ResourceType.CLUSTER,
            new ClientStream.TypeStatus(1, false, 1, "no good", List.of("a")));
  }

  @Test
  void tellsOfAnEndOnceWhoeverEndsIt() {
    Asker<DeltaDiscoveryRequest, DeltaDiscoveryResponse> cancelled = opened();
    cancelled.requests().cancel("gone", null);
    awaitEnds(1);
    Asker<DeltaDiscoveryRequest, DeltaDiscoveryResponse> completed = opened();
    completed.requests().onCompleted();
    awaitEnds(2);
    Asker<DeltaDiscoveryRequest, DeltaDiscoveryResponse> closed = opened();
    owner.streams().getFirst().close(Status.UNAVAILABLE.withDescription("moving"));
    awaitEnds(3);
    assertEnd(closed, Status.Code.UNAVAILABLE, "moving");
    assertThat(owner.events()).hasSize(6);
    assertThat(service.openStreams()).isZero();
  }

  @Test
  void letsNobodyWaitForAClientThatDoesNotRead() {
    owner.publish(large(0));
    Asker<DeltaDiscoveryRequest, DeltaDiscoveryResponse> slow = delta(Asker.readingNothing());
    slow.requests().onNext(ask(ResourceType.CLUSTER).setNode(NODE).build());
    await().until(() -> owner.streams().size() == 1);
    Asker<DeltaDiscoveryRequest, DeltaDiscoveryResponse> quick = opened();
    for (int round = 1; round <= 20; round++) {
      int expected = round + 1;
      acceptLast(quick);
      owner.publish(large(round));
      await().until(() -> quick.answers().size() == expected);
    }
    assertThat(slow.answers()).isEmpty();

    slow.requests().request(1);
    await().until(() -> slow.answers().size() == 1);
    acceptLast(slow);
    slow.requests().request(1);
    await().until(() -> slow.answers().size() == 2);
    assertThat(slow.answers().get(1).getResourcesList())
        .as("only the newest state waited")
        .singleElement()
        .satisfies(resource -> assertThat(resource.getVersion()).isEqualTo("20"));
  }

  private Asker<DeltaDiscoveryRequest, DeltaDiscoveryResponse> opened() {
    Asker<DeltaDiscoveryRequest, DeltaDiscoveryResponse> client = delta(Asker.readingAll());
    client.requests().onNext(ask(ResourceType.CLUSTER).setNode(NODE).build());
    await().until(() -> client.answers().size() == 1);
    return client;
  }

  private static void acceptLast(Asker<DeltaDiscoveryRequest, DeltaDiscoveryResponse> client) {
    String nonce = client.answers().getLast().getNonce();
    client.requests().onNext(ask(ResourceType.CLUSTER).setResponseNonce(nonce).build());
  }

  private static Snapshot large(int version) {
    return world()
        .with(
            ResourceType.CLUSTER,
            SharedMap.<String, Resource>hashed()
                .plus(
                    "big",
                    Resource.of("big", "" + version, "", ByteString.copyFrom(new byte[300_000]))));
  }

  private void awaitEnds(int count) {
    BooleanSupplier reached =
        () -> owner.events().stream().filter("closed friend"::equals).count() == count;
    await().until(reached::getAsBoolean);
  }

  private static void assertEnd(Asker<?, ?> client, Status.Code code, String words) {
    await().until(() -> client.end().isPresent());
    Status end = client.end().orElseThrow();
    assertThat(end.getCode()).isEqualTo(code);
    assertThat(end.getDescription()).contains(words);
  }

  private static DeltaDiscoveryRequest.Builder ask(ResourceType type) {
    return DeltaDiscoveryRequest.newBuilder().setTypeUrl(type.url());
  }

  private Asker<DeltaDiscoveryRequest, DeltaDiscoveryResponse> delta(
      Asker<DeltaDiscoveryRequest, DeltaDiscoveryResponse> client) {
    AggregatedDiscoveryServiceGrpc.newStub(channel()).deltaAggregatedResources(client);
    return client;
  }

  private Asker<DiscoveryRequest, DiscoveryResponse> stateOfTheWorld(
      Asker<DiscoveryRequest, DiscoveryResponse> client) {
    AggregatedDiscoveryServiceGrpc.newStub(channel()).streamAggregatedResources(client);
    return client;
  }

  private ManagedChannel channel() {
    ManagedChannel channel = Channels.plaintext("127.0.0.1", server.getPort());
    channels.add(channel);
    return channel;
  }
}
