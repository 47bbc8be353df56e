package io.fairlead.vmagent.status;

import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;

/** A gRPC server with the service of health, whose messages are given as bytes. */
final class HealthService implements AutoCloseable {

  private final Server server;

  /**
   * @param answers in hexadecimal, by request in hexadecimal
   */
  HealthService(Map<String, String> answers) throws IOException {
    MethodDescriptor<byte[], byte[]> check =
        MethodDescriptor.<byte[], byte[]>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName("grpc.health.v1.Health/Check")
            .setRequestMarshaller(new Bytes())
            .setResponseMarshaller(new Bytes())
            .build();
    this.server =
        Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
            .addService(
                ServerServiceDefinition.builder("grpc.health.v1.Health")
                    .addMethod(
                        check,
                        ServerCalls.asyncUnaryCall(
                            (request, observer) -> {
                              String answer = answers.get(HexFormat.of().formatHex(request));
                              if (answer == null) {
                                observer.onError(Status.NOT_FOUND.asRuntimeException());
                              } else {
                                observer.onNext(HexFormat.of().parseHex(answer));
                                observer.onCompleted();
                              }
                            }))
                    .build())
            .build()
            .start();
  }

  /** A request for one service. */
  static String request(String service) {
    byte[] name = service.getBytes(StandardCharsets.UTF_8);
    return service.isEmpty()
        ? ""
        : "0a%02x".formatted(name.length) + HexFormat.of().formatHex(name);
  }

  int port() {
    return server.getPort();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private record Bytes() implements MethodDescriptor.Marshaller<byte[]> {

    @Override
    public InputStream stream(byte[] bytes) {
      return new ByteArrayInputStream(bytes);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
