package io.fairlead.vmagent.xdsproxy;

import io.fairlead.vmagent.xdsproxy.Upstreams.Upstream;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One stream's way to a control plane: to one after the other until one is reached, with all that
 * was said before. Owned by a {@link RelayStream}, under whose lock it is used.
 */
final class ControlPlaneCall {

  private final Upstreams upstreams;
  private final MethodDescriptor<byte[], byte[]> method;
  private final Function<Upstream, ClientCall.Listener<byte[]>> listeners;

  /** What was sent before a control plane was reached; at most one message of it is Envoy's. */
  private final List<byte[]> unreached = new ArrayList<>();

  private Upstream upstream;
  private ClientCall<byte[], byte[]> call;
  private int attempts = 1;
  private boolean isReached;

  ControlPlaneCall(
      Upstreams upstreams,
      MethodDescriptor<byte[], byte[]> method,
      Function<Upstream, ClientCall.Listener<byte[]>> listeners) {
    this.upstreams = upstreams;
    this.method = method;
    this.listeners = listeners;
    this.upstream = upstreams.next();
    this.call = upstream.channel().newCall(method, CallOptions.DEFAULT);
  }

  void start() {
    call.start(listeners.apply(upstream), new Metadata());
    call.request(1);
    unreached.forEach(call::sendMessage);
  }

  void send(byte[] message) {
    if (!isReached) {
      unreached.add(message);
    }
    call.sendMessage(message);
  }

  boolean isReady() {
    return call.isReady();
  }

  /** Takes one more message. */
  void request() {
    call.request(1);
  }

  void reached() {
    isReached = true;
    unreached.clear();
  }

  boolean isReached() {
    return isReached;
  }

  /** True where the next control plane is asked now, in place of one that was not reached. */
  boolean passOver() {
    if (isReached || attempts == upstreams.size()) {
      return false;
    }
    attempts++;
    upstream.channel().shutdownNow();
    upstream = upstreams.next();
    call = upstream.channel().newCall(method, CallOptions.DEFAULT);
    start();
    return true;
  }

  /** Nothing more is sent; the control plane ends the stream when it has read all. */
  void finish() {
    call.halfClose();
  }

  void close() {
    call.cancel("the stream ended", null);
    upstream.channel().shutdownNow();
  }
}
