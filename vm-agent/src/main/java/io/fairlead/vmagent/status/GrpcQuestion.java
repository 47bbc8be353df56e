package io.fairlead.vmagent.status;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import io.grpc.CallOptions;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;

/**
 * Asks an application by {@code grpc.health.v1.Health/Check}, without TLS, as a kubelet does. The
 * two messages have one field each, so they are read and written by hand.
 */
final class GrpcQuestion {

  private static final int SERVING = 1;
  private static final int FIELD = 1;

  /** The field as a number. */
  private static final int FIELD_TAG = FIELD << 3;

  private static final int LARGEST_ANSWER = 4 << 10;

  private static final MethodDescriptor<String, Integer> CHECK =
      MethodDescriptor.<String, Integer>newBuilder()
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName("grpc.health.v1.Health/Check")
          .setRequestMarshaller(new Service())
          .setResponseMarshaller(new Health())
          .build();

  private GrpcQuestion() {}

  /**
   * Whether the application serves.
   *
   * @param service of the application; empty: the application as a whole
   */
  static boolean isServing(InetAddress pod, int port, String service, int patienceMillis)
      throws IOException {
    ManagedChannel channel =
        Grpc.newChannelBuilderForAddress(
                pod.getHostAddress(), port, InsecureChannelCredentials.create())
            .proxyDetector(address -> null)
            .maxInboundMessageSize(LARGEST_ANSWER)
            .build();
    try {
      CallOptions options =
          CallOptions.DEFAULT.withDeadlineAfter(patienceMillis, TimeUnit.MILLISECONDS);
      return ClientCalls.blockingUnaryCall(channel, CHECK, options, service) == SERVING;
    } catch (StatusRuntimeException e) {
      throw new IOException("the application answers " + e.getStatus().getCode(), e);
    } finally {
      channel.shutdownNow();
    }
  }

  private record Service() implements MethodDescriptor.Marshaller<String> {

    @Override
    public InputStream stream(String service) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      try {
        if (!service.isEmpty()) {
          out.writeString(FIELD, service);
        }
        out.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return new ByteArrayInputStream(bytes.toByteArray());
    }

    @Override
    public String parse(InputStream stream) {
      throw new IllegalStateException("nobody asks the agent");
    }
  }

  private record Health() implements MethodDescriptor.Marshaller<Integer> {

    @Override
    public InputStream stream(Integer health) {
      throw new IllegalStateException("nobody asks the agent");
    }

    /** What is not told is unknown, which is 0. */
    @Override
    public Integer parse(InputStream stream) {
      try {
        CodedInputStream in = CodedInputStream.newInstance(stream);
        int health = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
          if (tag == FIELD_TAG) {
            health = in.readEnum();
          } else {
            in.skipField(tag);
          }
        }
        return health;
      } catch (IOException e) {
        throw new UncheckedIOException("the application's answer cannot be read", e);
      }
    }
  }
}
