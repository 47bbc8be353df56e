package io.fairlead.controlplane.caller;

import io.fairlead.pki.SpiffeId;
import io.grpc.Attributes;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
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

  /** How Istio's agents name the cluster whose token they show. */
  private static final Metadata.Key<String> CLUSTER =
      Metadata.Key.of("clusterid", Metadata.ASCII_STRING_MARSHALLER);

  private static final String SCHEME = "Bearer ";
  private static final Duration FAILURE_INTERVAL = Duration.ofSeconds(1);
  private static final int FAILURE_BURST = 20;

  private final ClientCertificates certificates;
  private final List<BearerTokens> bearers;
  private final TokenBuckets failures;

  /**
   * @param bearers asked in order; the first that knows the kind of a token decides
   */
  public CallerInterceptor(InstantSource clock, List<BearerTokens> bearers) {
    this.certificates = new ClientCertificates(clock);
    this.bearers = List.copyOf(bearers);
    this.failures = new TokenBuckets(FAILURE_INTERVAL, FAILURE_BURST, clock);
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
    String authorization = headers.get(AUTHORIZATION);
    if (authorization != null) {
      String cluster = headers.get(CLUSTER);
      return bearer(authorization, cluster == null ? "" : cluster, address(attributes));
    }
    String token = headers.get(JOIN_TOKEN);
    return token == null ? new Caller.Anonymous() : new Caller.JoinToken(new Secret(token));
  }

  private Caller bearer(String authorization, String cluster, String address) {
    if (failures.isEmpty(address)) {
      throw Refusals.tooMany(
          "too many refused tokens from this address: wait a second, then try again");
    }
    try {
      if (authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
        Secret token = new Secret(authorization.substring(SCHEME.length()).strip());
        for (BearerTokens kind : bearers) {
          Optional<SpiffeId> member = kind.member(new Bearer(token, cluster, address));
          if (member.isPresent()) {
            return new Caller.Workload(member.get());
          }
        }
      }
      throw Refusals.unauthenticated(
          "this control plane takes no bearer token of this kind: show one of `fairlead token"
              + " create`, or a client certificate");
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != Status.Code.UNAVAILABLE && !failures.tryTake(address)) {
        throw Refusals.tooMany(
            "too many refused tokens from this address: wait a second, then try again");
      }
      throw e;
    }
  }

  private static String address(Attributes attributes) {
    return attributes.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR) instanceof InetSocketAddress remote
        ? remote.getAddress().getHostAddress()
        : "local";
  }
}
