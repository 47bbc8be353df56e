package io.fairlead.xds.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.fairlead.xds.Resource;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.Snapshot;
import io.fairlead.xds.client.Channels;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuestionsTest {

  private static final ResourceType TYPE = new ResourceType("istio.io/debug");

  /** Answers each name with itself and the number of the question. */
  private static final class Echo implements Questions {

    private int count;

    @Override
    public boolean takes(ResourceType type) {
      return type.equals(TYPE);
    }

    @Override
    public String answerer() {
      return "cp1";
    }

    @Override
    public List<Resource> answer(ClientStream asker, ResourceType type, List<String> names) {
      count++;
      ByteString body = ByteString.copyFromUtf8(names + " " + count);
      return List.of(Resource.of(names.getFirst(), "1", TYPE.url(), body));
    }
  }

  private final List<DiscoveryResponse> answers = new CopyOnWriteArrayList<>();
  private Server server;
  private ManagedChannel channel;
  private StreamObserver<DiscoveryRequest> requests;

  @BeforeEach
  void open() throws IOException {
    server =
        Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
            .addService(
                new DiscoveryService(
                    node -> "friend", new RecordedStreams(Snapshot.EMPTY), Set.of(), new Echo()))
            .build()
            .start();
    channel = Channels.plaintext("127.0.0.1", server.getPort());
    requests =
        AggregatedDiscoveryServiceGrpc.newStub(channel)
            .streamAggregatedResources(
                new StreamObserver<>() {
                  @Override
                  public void onNext(DiscoveryResponse response) {
                    answers.add(response);
                  }

                  @Override
                  public void onError(Throwable problem) {}

                  @Override
                  public void onCompleted() {}
                });
  }

  @AfterEach
  void close() throws InterruptedException {
    channel.shutdownNow();
    server.shutdownNow().awaitTermination();
  }

  private static DiscoveryRequest.Builder ask(String name, String nonce) {
    return DiscoveryRequest.newBuilder()
        .setNode(Node.newBuilder().setId("sidecar~1.1.1.1~a.b~b"))
        .setTypeUrl(TYPE.url())
        .setResponseNonce(nonce)
        .addResourceNames(name);
  }

  @Test
  void answersEachQuestionOnceAndHearsNoAcknowledgement() {
    requests.onNext(ask("syncz", "a nonce of the client's own").build());
    await().until(() -> answers.size() == 1);
    DiscoveryResponse first = answers.getFirst();
    assertThat(first.getResources(0).getValue().toStringUtf8()).isEqualTo("[syncz] 1");
    assertThat(first.getControlPlane().getIdentifier()).isEqualTo("cp1");

    requests.onNext(ask("syncz", first.getNonce()).build());
    requests.onNext(ask("edsz", "").build());

    await().until(() -> answers.size() == 2);
    assertThat(answers.getLast().getResources(0).getValue().toStringUtf8()).isEqualTo("[edsz] 2");
  }
}
