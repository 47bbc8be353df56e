package io.fairlead.controlplane.caller;

import io.fairlead.pki.CertificateAuthority;
import io.fairlead.pki.PrivateKeys;
import io.fairlead.pki.SpiffeId;
import io.fairlead.pki.SpiffeTrust;
import io.fairlead.pki.TrustDomain;
import io.fairlead.pki.X509Svid;
import io.fairlead.testing.FakeClock;
import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509TrustManager;

/** A server on the TLS port's terms, on loopback, and channels to it. Closes what it opened. */
public final class Loopback implements AutoCloseable {

  public static final TrustDomain DOMAIN = new TrustDomain("mesh.example.org");
  public static final SpiffeId WEB = DOMAIN.id("shop", "web");

  private final CertificateAuthority authority;
  private final FakeClock clock;
  private final ServerTls tls;
  private final Server server;
  private final ConcurrentLinkedDeque<ManagedChannel> channels = new ConcurrentLinkedDeque<>();

  public Loopback(CertificateAuthority authority, FakeClock clock, List<BindableService> services) {
    this(authority, clock, List.of(), services);
  }

  public Loopback(
      CertificateAuthority authority,
      FakeClock clock,
      List<BearerTokens> bearers,
      List<BindableService> services) {
    this.authority = authority;
    this.clock = clock;
    this.tls =
        new ServerTls(
            authority,
            DOMAIN,
            () -> List.of(authority.root()),
            List.of("cp.example.org"),
            bearers,
            clock,
            new Random(1));
    var builder = tls.serverOn(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    services.forEach(builder::addService);
    try {
      this.server = builder.build().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ServerTls tls() {
    return tls;
  }

  public static X509Svid svid(CertificateAuthority authority, SpiffeId id) {
    KeyPair key = PrivateKeys.generate();
    var leaf = authority.sign(key.getPublic(), id, Duration.ofHours(24));
    return new X509Svid(List.of(leaf), key.getPrivate());
  }

  /** For callers that know the mesh's root. */
  public X509TrustManager trust() {
    return SpiffeTrust.verifyingServer(
        () -> List.of(authority.root()), ServerTls.serverId(DOMAIN)::equals, clock);
  }

  public ManagedChannel anonymous() {
    return channel(trust(), Optional.empty());
  }

  public ManagedChannel as(X509Svid svid) {
    return channel(trust(), Optional.of(svid));
  }

  public ManagedChannel channel(X509TrustManager trust, Optional<X509Svid> svid) {
    SslContextBuilder context = GrpcSslContexts.forClient().trustManager(trust);
    svid.ifPresent(own -> context.keyManager(own.key(), own.chain()));
    try {
      ManagedChannel channel =
          NettyChannelBuilder.forAddress(
                  new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort()))
              .sslContext(context.build())
              .build();
      channels.add(channel);
      return channel;
    } catch (SSLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    channels.forEach(ManagedChannel::shutdownNow);
    server.shutdownNow();
    try {
      server.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
