package io.fairlead.xds.client;

import com.google.rpc.Code;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.SynchronizationContext;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One attempt of an {@link AdsClient}: a call from its start to its end. */
final class AdsCall
    implements ClientResponseObserver<DeltaDiscoveryRequest, DeltaDiscoveryResponse> {

  private final AdsClient client;
  private final SynchronizationContext turn;

  /** Set before any callback and before {@link #start} returns. */
  private volatile @Nullable ClientCallStreamObserver<DeltaDiscoveryRequest> requests;

  /** Owned by {@code turn}. */
  private boolean wasReady;

  AdsCall(AdsClient client, SynchronizationContext turn) {
    this.client = client;
    this.turn = turn;
  }

  /** Asks for everything of each type, saying what is there already. */
  void start(ManagedChannel channel, Node node, Collection<Held> held) {
    List<DeltaDiscoveryRequest> first = new ArrayList<>();
    for (Held known : held) {
      DeltaDiscoveryRequest.Builder request =
          DeltaDiscoveryRequest.newBuilder()
              .setTypeUrl(known.type().url())
              .addResourceNamesSubscribe("*")
              .putAllInitialResourceVersions(known.versions());
      first.add((first.isEmpty() ? request.setNode(node) : request).build());
    }
    AggregatedDiscoveryServiceGrpc.newStub(channel).deltaAggregatedResources(this);
    first.forEach(observer()::onNext);
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<DeltaDiscoveryRequest> observer) {
    requests = observer;
    observer.disableAutoRequestWithInitial(1);
    observer.setOnReadyHandler(() -> turn.execute(this::ready));
  }

  private void ready() {
    if (!wasReady) {
      wasReady = true;
      client.ready(this);
    }
  }

  @Override
  public void onNext(DeltaDiscoveryResponse answer) {
    turn.execute(
        () -> {
          client.answered(this, answer);
          observer().request(1);
        });
  }

  @Override
  public void onError(Throwable cause) {
    turn.execute(() -> client.ended(this, Status.fromThrowable(cause)));
  }

  @Override
  public void onCompleted() {
    turn.execute(() -> client.ended(this, Status.OK));
  }

  void accept(DeltaDiscoveryResponse answer) {
    observer().onNext(word(answer).build());
  }

  void refuse(DeltaDiscoveryResponse answer, String reason) {
    observer()
        .onNext(
            word(answer)
                .setErrorDetail(
                    com.google.rpc.Status.newBuilder()
                        .setCode(Code.INVALID_ARGUMENT_VALUE)
                        .setMessage(reason))
                .build());
  }

  void cancel() {
    observer().cancel("the client was closed", null);
  }

  private static DeltaDiscoveryRequest.Builder word(DeltaDiscoveryResponse answer) {
    return DeltaDiscoveryRequest.newBuilder()
        .setTypeUrl(answer.getTypeUrl())
        .setResponseNonce(answer.getNonce());
  }

  private ClientCallStreamObserver<DeltaDiscoveryRequest> observer() {
    ClientCallStreamObserver<DeltaDiscoveryRequest> known = requests;
    if (known == null) {
      throw new IllegalStateException("the call was not started");
    }
    return known;
  }
}
