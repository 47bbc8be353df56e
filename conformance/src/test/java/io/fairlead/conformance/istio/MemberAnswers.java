package io.fairlead.conformance.istio;

import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/** The first answer that a member of the mesh gets to one name of a type, in either protocol. */
final class MemberAnswers {

  private final int port;
  private final Path certificates;
  private final Node node;

  MemberAnswers(int port, Path certificates, Node node) {
    this.port = port;
    this.certificates = certificates;
    this.node = node;
  }

  DiscoveryResponse world(String type, String name) {
    return first(
        (channel, answer) ->
            AggregatedDiscoveryServiceGrpc.newStub(channel)
                .streamAggregatedResources(answer)
                .onNext(
                    DiscoveryRequest.newBuilder()
                        .setNode(node)
                        .setTypeUrl(type)
                        .addResourceNames(name)
                        .build()));
  }

  DeltaDiscoveryResponse delta(String type, String name) {
    return first(
        (channel, answer) ->
            AggregatedDiscoveryServiceGrpc.newStub(channel)
                .deltaAggregatedResources(answer)
                .onNext(
                    DeltaDiscoveryRequest.newBuilder()
                        .setNode(node)
                        .setTypeUrl(type)
                        .addResourceNamesSubscribe(name)
                        .build()));
  }

  private <R> R first(BiConsumer<ManagedChannel, StreamObserver<R>> asking) {
    CompletableFuture<R> answer = new CompletableFuture<>();
    ManagedChannel channel = channel();
    try {
      asking.accept(channel, observer(answer));
      return answer.get(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("no answer", e);
    } finally {
      channel.shutdownNow();
    }
  }

  private static <R> StreamObserver<R> observer(CompletableFuture<R> answer) {
    return new StreamObserver<>() {
      @Override
      public void onNext(R response) {
        answer.complete(response);
      }

      @Override
      public void onError(Throwable problem) {
        answer.completeExceptionally(problem);
      }

      @Override
      public void onCompleted() {
        answer.completeExceptionally(new IllegalStateException("ended without an answer"));
      }
    };
  }

  private ManagedChannel channel() {
    try {
      return NettyChannelBuilder.forAddress("127.0.0.1", port)
          .sslContext(
              GrpcSslContexts.forClient()
                  .keyManager(
                      certificates.resolve("cert-chain.pem").toFile(),
                      certificates.resolve("key.pem").toFile())
                  .trustManager(certificates.resolve("root-cert.pem").toFile())
                  .build())
          .maxInboundMessageSize(64 << 20)
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException("preparing TLS", e);
    }
  }
}
