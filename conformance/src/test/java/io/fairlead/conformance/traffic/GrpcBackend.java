package io.fairlead.conformance.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.grpc.HandlerRegistry;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The half of a backend that speaks gRPC, whatever the method: it answers with a status. */
final class GrpcBackend implements ServerCallHandler<byte[], byte[]>, AutoCloseable {

  private static final Metadata.Key<String> BACKEND =
      Metadata.Key.of("x-backend", Metadata.ASCII_STRING_MARSHALLER);

  private final String name;
  private final Backends backends;
  private final Server server;

  GrpcBackend(String name, Backends backends) {
    this.name = name;
    this.backends = backends;
    try {
      this.server =
          NettyServerBuilder.forAddress(
                  new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0))
              .fallbackHandlerRegistry(new EveryMethod(this))
              .build()
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException("starting backend " + name, e);
    }
  }

  Socket connect() throws IOException {
    return new Socket(InetAddress.ofLiteral("127.0.0.1"), server.getPort());
  }

  private static final class EveryMethod extends HandlerRegistry {

    private final GrpcBackend backend;

    private EveryMethod(GrpcBackend backend) {
      this.backend = backend;
    }

    @Override
    public ServerMethodDefinition<?, ?> lookupMethod(String method, @Nullable String authority) {
      return ServerMethodDefinition.create(RawBytes.method("/" + method), backend);
    }
  }

  @Override
  public ServerCall.Listener<byte[]> startCall(ServerCall<byte[], byte[]> call, Metadata headers) {
    call.request(2);
    return new ServerCall.Listener<>() {
      @Override
      public void onHalfClose() {
        answer(call, headers);
      }
    };
  }

  private void answer(ServerCall<byte[], byte[]> call, Metadata headers) {
    Arrival arrival =
        new Arrival(
            name,
            "POST",
            "/" + call.getMethodDescriptor().getFullMethodName(),
            texts(headers, String.valueOf(call.getAuthority())));
    int attempt = backends.arrived(arrival);
    try {
      Backends.pause(arrival);
    } catch (IOException e) {
      call.close(Status.CANCELLED, new Metadata());
      return;
    }
    Metadata own = new Metadata();
    own.put(BACKEND, name);
    Status status = Status.fromCodeValue(Plan.status(arrival, attempt, 0));
    if (status.isOk()) {
      call.sendHeaders(own);
      call.sendMessage(name.getBytes(UTF_8));
      call.close(status, new Metadata());
    } else {
      call.close(status, own);
    }
  }

  static Map<String, String> texts(Metadata metadata, String host) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String key : metadata.keys()) {
      if (!key.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
        String value = metadata.get(Metadata.Key.of(key, Metadata.ASCII_STRING_MARSHALLER));
        texts.put(key, String.valueOf(value));
      }
    }
    texts.put("host", host);
    return texts;
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
