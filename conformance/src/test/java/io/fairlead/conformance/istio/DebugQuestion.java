package io.fairlead.conformance.istio;

import com.google.protobuf.Any;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.Resource;
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

/** Asks one question of Istio's debug type, in either protocol, with a member's certificate. */
final class DebugQuestion {

  private static final String TYPE = "istio.io/debug";
  private static final Node NODE =
      Node.newBuilder()
          .setId("sidecar~127.0.0.1~asker.default~default.svc.cluster.local")
          .setMetadata(
              Struct.newBuilder()
                  .putFields("GENERATOR", Value.newBuilder().setStringValue("event").build()))
          .build();

  private final int port;
  private final Path certificates;

  DebugQuestion(int port, Path certificates) {
    this.port = port;
    this.certificates = certificates;
  }

  String world(String name) {
    return ask(
        (channel, answer) ->
            AggregatedDiscoveryServiceGrpc.newStub(channel)
                .streamAggregatedResources(
                    observer(
                        answer, response -> response.getResources(0).getValue().toStringUtf8()))
                .onNext(
                    DiscoveryRequest.newBuilder()
                        .setNode(NODE)
                        .setTypeUrl(TYPE)
                        .addResourceNames(name)
                        .build()));
  }

  String delta(String name) {
    return ask(
        (channel, answer) ->
            AggregatedDiscoveryServiceGrpc.newStub(channel)
                .deltaAggregatedResources(
                    observer(answer, response -> text(response.getResources(0))))
                .onNext(
                    DeltaDiscoveryRequest.newBuilder()
                        .setNode(NODE)
                        .setTypeUrl(TYPE)
                        .addResourceNamesSubscribe(name)
                        .build()));
  }

  private static String text(Resource resource) {
    Any body = resource.getResource();
    return body.getTypeUrl().equals(TYPE) ? body.getValue().toStringUtf8() : body.getTypeUrl();
  }

  private interface Asking {
    void ask(ManagedChannel channel, CompletableFuture<String> answer);
  }

  private interface Reading<R> {
    String read(R response);
  }

  private String ask(Asking asking) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    ManagedChannel channel = channel();
    try {
      asking.ask(channel, answer);
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

  private static <R> StreamObserver<R> observer(
      CompletableFuture<String> answer, Reading<R> reading) {
    return new StreamObserver<>() {
      @Override
      public void onNext(R response) {
        answer.complete(reading.read(response));
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
