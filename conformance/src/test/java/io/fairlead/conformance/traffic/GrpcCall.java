package io.fairlead.conformance.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fairlead.conformance.scenario.Request.Grpc;
import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One call of gRPC, through a connection that begins with a PROXY header. */
final class GrpcCall {

  private static final byte[] MESSAGE = "hello".getBytes(UTF_8);

  private GrpcCall() {}

  /** What came of it: {@code grpc-status} is among the headers. */
  static Seen of(Grpc call, String ask, String header, int listener) {
    try (ServerSocket door = new ServerSocket(0, 8, InetAddress.ofLiteral("127.0.0.1"))) {
      Thread.ofVirtual().start(() -> passOn(door, header, listener));
      ManagedChannel channel =
          NettyChannelBuilder.forAddress("127.0.0.1", door.getLocalPort())
              .usePlaintext()
              .disableRetry()
              .overrideAuthority(call.host())
              .build();
      try {
        return seen(call, ask, channel);
      } finally {
        channel.shutdownNow();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("listening on the loopback interface", e);
    }
  }

  private static void passOn(ServerSocket door, String header, int listener) {
    try {
      while (true) {
        Socket caller = door.accept();
        Socket envoy = new Socket(InetAddress.ofLiteral("127.0.0.1"), listener);
        envoy.getOutputStream().write(header.getBytes(UTF_8));
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    Piping.between(caller.getInputStream(), caller, envoy);
                  } catch (IOException e) {
                    // The call sees it as a connection that has ended.
                  }
                });
      }
    } catch (IOException e) {
      // The call is over.
    }
  }

  private static Seen seen(Grpc call, String ask, ManagedChannel channel) {
    AtomicReference<@Nullable Metadata> headers = new AtomicReference<>();
    AtomicReference<@Nullable Metadata> trailers = new AtomicReference<>();
    Metadata own = new Metadata();
    call.headers().forEach((name, value) -> own.put(key(name), value));
    own.put(key(Client.ASK), ask);
    String body = "";
    Status status = Status.OK;
    try {
      byte[] answer =
          ClientCalls.blockingUnaryCall(
              ClientInterceptors.intercept(
                  channel,
                  MetadataUtils.newAttachHeadersInterceptor(own),
                  MetadataUtils.newCaptureMetadataInterceptor(headers, trailers)),
              RawBytes.method(call.path()),
              CallOptions.DEFAULT,
              MESSAGE);
      body = new String(answer, UTF_8);
    } catch (StatusRuntimeException e) {
      status = e.getStatus();
    }
    if (status.getCause() instanceof IOException) {
      return new Seen(0, Map.of(), "", Duration.ZERO, List.of());
    }
    Map<String, String> all = new HashMap<>();
    for (Metadata part : Arrays.asList(trailers.get(), headers.get())) {
      if (part != null) {
        all.putAll(GrpcBackend.texts(part, call.host()));
      }
    }
    all.put("grpc-status", String.valueOf(status.getCode().value()));
    return new Seen(200, all, body, Duration.ZERO, List.of());
  }

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }
}
