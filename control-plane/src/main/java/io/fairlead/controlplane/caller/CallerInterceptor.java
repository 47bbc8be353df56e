package io.fairlead.controlplane.caller;

import io.grpc.Attributes;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import javax.net.ssl.SSLSession;

/**
 * Names the caller of each call on the TLS port: by client certificate, else by bearer token, else
 * by join token. What is presented and bad is refused, never passed over for the next.
 */
public final class CallerInterceptor implements ServerInterceptor {

  /** Carries a join token; metadata, so that no log of messages holds it. */
  public static final Metadata.Key<String> JOIN_TOKEN =
      Metadata.Key.of("x-mesh-join-token", Metadata.ASCII_STRING_MARSHALLER);

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final ClientCertificates certificates;

  public CallerInterceptor(InstantSource clock) {
    this.certificates = new ClientCertificates(clock);
  }

  @Override
  public <A, B> ServerCall.Listener<A> interceptCall(
      ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
    Caller caller;
    try {
      caller = caller(call.getAttributes(), headers);
    } catch (StatusRuntimeException e) {
      call.close(e.getStatus(), new Metadata());
      return new ServerCall.Listener<>() {};
    }
    Context context =
        Context.current()
            .withValue(CallContext.CALLER, caller)
            .withValue(CallContext.ADDRESS, address(call.getAttributes()));
    return Contexts.interceptCall(context, call, headers, next);
  }

  private Caller caller(Attributes attributes, Metadata headers) {
    SSLSession session = attributes.get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
    if (session != null) {
      var workload = certificates.workload(session);
      if (workload.isPresent()) {
        return workload.get();
      }
    }
    if (headers.containsKey(AUTHORIZATION)) {
      throw Refusals.unauthenticated(
          "this control plane takes no bearer token: present a client certificate, or join with"
              + " `fairlead-agent join`");
    }
    String token = headers.get(JOIN_TOKEN);
    return token == null ? new Caller.Anonymous() : new Caller.JoinToken(new Secret(token));
  }

  private static String address(Attributes attributes) {
    return attributes.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR) instanceof InetSocketAddress remote
        ? remote.getAddress().getHostAddress()
        : "local";
  }
}
