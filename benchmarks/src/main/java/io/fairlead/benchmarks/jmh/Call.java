package io.fairlead.benchmarks.jmh;

import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * A delta stream without a transport: what is answered is marshalled into memory, as gRPC would
 * into its buffers.
 */
final class Call<A> extends ServerCall<DeltaDiscoveryRequest, A> {

  private static final String METHOD =
      "envoy.service.discovery.v3.AggregatedDiscoveryService/DeltaAggregatedResources";

  private final MethodDescriptor<DeltaDiscoveryRequest, A> method;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream(1 << 20);

  private Call(MethodDescriptor<DeltaDiscoveryRequest, A> method) {
    this.method = method;
  }

  /** An open stream and the way to speak on it. */
  record Open(Call<?> call, ServerCall.Listener<DeltaDiscoveryRequest> client) {

    static Open on(ServerServiceDefinition service) {
      return started(service.getMethod(METHOD));
    }

    @SuppressWarnings("unchecked")
    private static <A> Open started(ServerMethodDefinition<?, ?> definition) {
      var typed = (ServerMethodDefinition<DeltaDiscoveryRequest, A>) definition;
      Call<A> call = new Call<>(typed.getMethodDescriptor());
      return new Open(call, typed.getServerCallHandler().startCall(call, new Metadata()));
    }

    void ask(DeltaDiscoveryRequest request) {
      client.onMessage(request);
    }
  }

  int bytes() {
    return written.size();
  }

  void forget() {
    written.reset();
  }

  /** The last answer; there must have been just one since {@link #forget}. */
  DeltaDiscoveryResponse answer() {
    try {
      return DeltaDiscoveryResponse.parseFrom(written.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException("reading what was just written", e);
    }
  }

  @Override
  public void sendMessage(A message) {
    try (InputStream stream = method.getResponseMarshaller().stream(message)) {
      stream.transferTo(written);
    } catch (IOException e) {
      throw new UncheckedIOException("marshalling an answer", e);
    }
  }

  @Override
  public void request(int ignored) {}

  @Override
  public void sendHeaders(Metadata ignored) {}

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public void close(Status status, Metadata ignored) {
    if (!status.isOk()) {
      throw status.asRuntimeException();
    }
  }

  @Override
  public boolean isCancelled() {
    return false;
  }

  @Override
  public MethodDescriptor<DeltaDiscoveryRequest, A> getMethodDescriptor() {
    return method;
  }
}
