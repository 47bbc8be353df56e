package io.fairlead.vmagent.fakes;

import io.fairlead.api.fairlead.v1.JoinRequest;
import io.fairlead.api.fairlead.v1.JoinResponse;
import io.fairlead.api.fairlead.v1.JoinServiceGrpc;
import io.fairlead.api.istio.v1.auth.IstioCertificateRequest;
import io.fairlead.api.istio.v1.auth.IstioCertificateResponse;
import io.fairlead.api.istio.v1.auth.IstioCertificateServiceGrpc;
import io.fairlead.pki.Csr;
import io.fairlead.pki.Pem;
import io.fairlead.pki.SpiffeId;
import io.fairlead.pki.X509Svid;
import io.fairlead.vmagent.discovery.Variant;
import io.grpc.BindableService;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/** A control plane over real TLS: signs, redeems tokens, and records what a stream brings. */
public final class FakeControlPlane implements AutoCloseable {

  private static final Metadata.Key<String> BEARER_HEADER =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final Context.Key<@Nullable String> BEARER = Context.key("bearer");
  private static final Metadata.Key<String> TOKEN_HEADER =
      Metadata.Key.of("x-mesh-join-token", Metadata.ASCII_STRING_MARSHALLER);
  private static final Context.Key<String> TOKEN = Context.key("token");

  public final Set<String> tokens = ConcurrentHashMap.newKeySet();
  public final BlockingQueue<Stream> streams = new LinkedBlockingQueue<>();
  public final BlockingQueue<JoinRequest> joins = new LinkedBlockingQueue<>();
  public volatile SpiffeId signs = Pki.HOST;
  public volatile Duration lifetime = Duration.ofHours(1);

  private final Pki pki;
  private final Server server;

  public FakeControlPlane(Pki pki) throws IOException {
    this(pki, pki.server(Pki.CONTROL_PLANE), 0);
  }

  public FakeControlPlane(Pki pki, X509Svid svid, int port) throws IOException {
    this(pki, svid, port, Optional.empty());
  }

  /** One that answers discovery by {@code engine} instead of recording it. */
  public static FakeControlPlane answering(Pki pki, BindableService engine) throws IOException {
    return new FakeControlPlane(
        pki, pki.server(Pki.CONTROL_PLANE), 0, Optional.of(engine.bindService()));
  }

  private FakeControlPlane(
      Pki pki, X509Svid svid, int port, Optional<ServerServiceDefinition> engine)
      throws IOException {
    this.pki = pki;
    X509Certificate[] chain = {svid.leaf(), pki.root()};
    this.server =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", port))
            .sslContext(
                GrpcSslContexts.configure(
                        SslContextBuilder.forServer(svid.key(), chain), SslProvider.JDK)
                    .trustManager(pki.root())
                    .clientAuth(ClientAuth.OPTIONAL)
                    .build())
            .addService(ServerInterceptors.intercept(new Join(), new TokenReader()))
            .addService(ServerInterceptors.intercept(new Sign(), new BearerReader()))
            .addService(engine.orElseGet(this::discovery))
            .build()
            .start();
  }

  public int port() {
    return server.getPort();
  }

  public String target() {
    return "127.0.0.1:" + port();
  }

  /** One stream of discovery, from this side. */
  public static final class Stream extends ServerCall.Listener<byte[]> {

    public final Variant variant;
    public final BlockingQueue<byte[]> requests = new LinkedBlockingQueue<>();
    public final ServerCall<byte[], byte[]> call;
    public volatile boolean cancelled;

    Stream(Variant variant, ServerCall<byte[], byte[]> call) {
      this.variant = variant;
      this.call = call;
    }

    public byte[] next() {
      try {
        byte[] message = requests.poll(30, TimeUnit.SECONDS);
        Assertions.assertThat(message).as("a message within 10 s").isNotNull();
        return message;
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void onMessage(byte[] message) {
      requests.add(message);
      call.request(1);
    }

    @Override
    public void onCancel() {
      cancelled = true;
    }
  }

  public Stream nextStream() {
    try {
      Stream stream = streams.poll(30, TimeUnit.SECONDS);
      Assertions.assertThat(stream).as("a stream within 10 s").isNotNull();
      return stream;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private ServerServiceDefinition discovery() {
    ServerServiceDefinition.Builder service =
        ServerServiceDefinition.builder("envoy.service.discovery.v3.AggregatedDiscoveryService");
    for (Variant variant : Variant.values()) {
      service.addMethod(
          variant.aggregated(),
          (call, headers) -> {
            Stream stream = new Stream(variant, call);
            call.sendHeaders(new Metadata());
            call.request(1);
            streams.add(stream);
            return stream;
          });
    }
    return service.build();
  }

  private List<String> chain(PublicKey key) {
    return List.of(Pem.encode(pki.sign(key, signs, lifetime)), Pem.encode(List.of(pki.root())));
  }

  private final class Sign extends IstioCertificateServiceGrpc.IstioCertificateServiceImplBase {
    @Override
    public void createCertificate(
        IstioCertificateRequest request, StreamObserver<IstioCertificateResponse> answer) {
      String bearer = BEARER.get();
      if (bearer != null && !tokens.contains(bearer)) {
        answer.onError(
            Status.UNAUTHENTICATED.withDescription("the token is unknown").asRuntimeException());
        return;
      }
      answer.onNext(
          IstioCertificateResponse.newBuilder()
              .addAllCertChain(chain(Csr.verifiedKey(request.getCsr())))
              .build());
      answer.onCompleted();
    }
  }

  private final class Join extends JoinServiceGrpc.JoinServiceImplBase {
    @Override
    public void join(JoinRequest request, StreamObserver<JoinResponse> answer) {
      if (!tokens.remove(String.valueOf(TOKEN.get()))) {
        answer.onError(
            Status.UNAUTHENTICATED.withDescription("the token is unknown").asRuntimeException());
        return;
      }
      joins.add(request);
      answer.onNext(
          JoinResponse.newBuilder()
              .addAllCertChain(chain(Csr.verifiedKey(request.getCsr())))
              .setTrustDomain("mesh.test")
              .setNamespace("shop")
              .setWorkloadGroup("web")
              .setServiceAccount("web")
              .setMeshId("mesh1")
              .setClusterId("vms")
              .setNetwork("dc1")
              .setLocality("eu/eu-1/rack-7")
              .putAllLabels(Map.of("app", "web"))
              .addControlPlanes(target())
              .build());
      answer.onCompleted();
    }
  }

  private static final class BearerReader implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      return Contexts.interceptCall(
          Context.current().withValue(BEARER, headers.get(BEARER_HEADER)), call, headers, next);
    }
  }

  private static final class TokenReader implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      return Contexts.interceptCall(
          Context.current().withValue(TOKEN, String.valueOf(headers.get(TOKEN_HEADER))),
          call,
          headers,
          next);
    }
  }

  @Override
  public void close() throws InterruptedException {
    server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
  }
}
