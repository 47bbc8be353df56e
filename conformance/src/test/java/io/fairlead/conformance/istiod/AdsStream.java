package io.fairlead.conformance.istiod;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One stream of a proxy that asks for one type after the other and takes the first answers. */
final class AdsStream implements AutoCloseable {

  private static final String TYPES = "type.googleapis.com/";

  private final BlockingQueue<Object> answers = new LinkedBlockingQueue<>();
  private final StreamObserver<DiscoveryRequest> requests;
  private final Node node;

  AdsStream(ManagedChannel channel, Node node) {
    this.node = node;
    this.requests =
        AggregatedDiscoveryServiceGrpc.newStub(channel)
            .streamAggregatedResources(
                new StreamObserver<>() {
                  @Override
                  public void onNext(DiscoveryResponse response) {
                    answers.add(response);
                  }

                  @Override
                  public void onError(Throwable problem) {
                    answers.add(problem);
                  }

                  @Override
                  public void onCompleted() {
                    answers.add(new IllegalStateException("istiod ended the stream"));
                  }
                });
  }

  /** Everything of a type. */
  <M extends Message> List<M> all(M type) {
    return named(type, List.of());
  }

  /** The named resources of a type, acknowledged. */
  <M extends Message> List<M> named(M type, Collection<String> names) {
    String typeUrl = TYPES + type.getDescriptorForType().getFullName();
    DiscoveryRequest request =
        DiscoveryRequest.newBuilder()
            .setNode(node)
            .setTypeUrl(typeUrl)
            .addAllResourceNames(names)
            .build();
    requests.onNext(request);
    DiscoveryResponse response = next(typeUrl);
    requests.onNext(
        request.toBuilder()
            .setVersionInfo(response.getVersionInfo())
            .setResponseNonce(response.getNonce())
            .build());
    List<M> resources = new ArrayList<>();
    for (Any any : response.getResourcesList()) {
      resources.add(decode(any, type));
    }
    return resources;
  }

  private DiscoveryResponse next(String typeUrl) {
    while (true) {
      switch (poll(typeUrl)) {
        case DiscoveryResponse response when response.getTypeUrl().equals(typeUrl) -> {
          return response;
        }
        case Throwable problem -> throw new IllegalStateException("asking for " + typeUrl, problem);
        default -> {}
      }
    }
  }

  private Object poll(String typeUrl) {
    try {
      Object answer = answers.poll(20, TimeUnit.SECONDS);
      if (answer == null) {
        throw new AssertionError("istiod does not answer for " + typeUrl);
      }
      return answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @SuppressWarnings("unchecked") // a message's parser yields messages of its own type
  private static <M extends Message> M decode(Any any, M type) {
    try {
      return (M) type.getParserForType().parseFrom(any.getValue());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(any.getTypeUrl(), e);
    }
  }

  @Override
  public void close() {
    requests.onCompleted();
  }
}
