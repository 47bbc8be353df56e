package io.fairlead.xds.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.Worlds;
import io.fairlead.xds.client.Channels;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventLoopTest {

  private static final Node NODE = Node.newBuilder().setId("node").build();
  private static final int STREAMS = 20;
  private static final int CHANGES = 5;

  private final RecordedStreams owner =
      new RecordedStreams(Worlds.with(Worlds.world(), ResourceType.CLUSTER, "a"));
  private final List<ManagedChannel> channels = new ArrayList<>();
  private final List<Server> servers = new ArrayList<>();
  private final Set<String> threads = new CopyOnWriteArraySet<>();

  @AfterEach
  void stops() throws InterruptedException {
    channels.forEach(ManagedChannel::shutdownNow);
    for (Server server : servers) {
      server.shutdownNow().awaitTermination();
    }
  }

  private String seen(Node node) {
    threads.add(Thread.currentThread().getName());
    return node.getId();
  }

  private void serves(boolean onEventLoops) throws IOException {
    ServerBuilder<?> builder =
        Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
            .addService(new DiscoveryService(this::seen, owner, Set.of()));
    DiscoveryService.tune(builder);
    if (onEventLoops) {
      DiscoveryService.onEventLoops(builder);
    }
    servers.add(builder.build().start());
  }

  private Asker<DeltaDiscoveryRequest, DeltaDiscoveryResponse> connected() {
    Asker<DeltaDiscoveryRequest, DeltaDiscoveryResponse> asker = Asker.readingAll();
    ManagedChannel channel = Channels.plaintext("127.0.0.1", servers.getFirst().getPort());
    channels.add(channel);
    AggregatedDiscoveryServiceGrpc.newStub(channel).deltaAggregatedResources(asker);
    asker.requests().onNext(asking("").setNode(NODE).build());
    return asker;
  }

  private static DeltaDiscoveryRequest.Builder asking(String nonce) {
    return DeltaDiscoveryRequest.newBuilder()
        .setTypeUrl(ResourceType.CLUSTER.url())
        .setResponseNonce(nonce);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void servesTheSameOnEitherKindOfThread(boolean onEventLoops) throws IOException {
    serves(onEventLoops);
    List<Asker<DeltaDiscoveryRequest, DeltaDiscoveryResponse>> askers = new ArrayList<>();
    for (int i = 0; i < STREAMS; i++) {
      askers.add(connected());
    }
    for (int change = 1; change <= CHANGES; change++) {
      int expected = change;
      await().until(() -> askers.stream().allMatch(one -> one.answers().size() == expected));
      askers.forEach(
          one -> one.requests().onNext(asking(one.answers().getLast().getNonce()).build()));
      await().until(() -> owner.streams().stream().allMatch(EventLoopTest::isAcknowledged));
      owner.publish(Worlds.with(Worlds.world(), ResourceType.CLUSTER, "a@" + (change + 1)));
    }
    // gRPC hands a call over while it begins, so that its first event may come on either thread.
    assertThat(threads.stream().anyMatch(name -> name.contains("worker-ELG")))
        .isEqualTo(onEventLoops);
  }

  private static boolean isAcknowledged(ClientStream stream) {
    return stream.status().get(ResourceType.CLUSTER) instanceof ClientStream.TypeStatus status
        && status.isAcknowledged();
  }
}
