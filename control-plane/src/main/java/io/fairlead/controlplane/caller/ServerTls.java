package io.fairlead.controlplane.caller;

import io.fairlead.pki.CertificateAuthority;
import io.fairlead.pki.RotationSchedule;
import io.fairlead.pki.SpiffeId;
import io.fairlead.pki.SpiffeTrust;
import io.fairlead.pki.TrustDomain;
import io.fairlead.pki.X509Svid;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.OpenSsl;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509TrustManager;

/**
 * Makes servers for the one TLS port of the control plane: they ask for a client certificate, serve
 * under the mesh's own authority, and name the caller of each call. Certificate and roots are read
 * anew at each handshake, so neither needs a restart.
 */
public final class ServerTls {

  private static final String NAMESPACE = "fairlead-system";
  private static final String ACCOUNT = "fairlead-control-plane";
  private static final int HANDSHAKE_SECONDS = 10;

  /** A resumed session is not checked against the roots again, so none lives for long. */
  private static final int SESSION_SECONDS = 600;

  /** What a client may send before we have read it: requests, which are small. */
  private static final int REQUEST_WINDOW = 1 << 20;

  /** Of one connection; a host has one stream for its proxy and one for itself. */
  private static final int MOST_CALLS = 100;

  private static final int LARGEST_METADATA = 8 << 10;

  private final ServerIdentity identity;
  private final X509TrustManager clients;
  private final InstantSource clock;
  private final List<BearerTokens> bearers;

  /**
   * @param roots whose certificates are taken from clients
   * @param bearers the kinds of bearer token that are taken from those without a certificate
   * @param hosts DNS names and addresses under which people call, besides the SPIFFE id
   */
  public ServerTls(
      CertificateAuthority authority,
      TrustDomain trustDomain,
      Supplier<List<X509Certificate>> roots,
      List<String> hosts,
      List<BearerTokens> bearers,
      InstantSource clock,
      RandomGenerator random) {
    this.bearers = List.copyOf(bearers);
    var schedule = new RotationSchedule(random);
    this.identity = new ServerIdentity(authority, serverId(trustDomain), hosts, schedule, clock);
    this.clients = SpiffeTrust.client(roots, clock);
    this.clock = clock;
  }

  /** The identity of every control plane of the domain, by which agents know it. */
  public static SpiffeId serverId(TrustDomain trustDomain) {
    return trustDomain.id(NAMESPACE, ACCOUNT);
  }

  /** A server that lacks only its services and what they set on it themselves. */
  public NettyServerBuilder serverOn(InetSocketAddress address) {
    return NettyServerBuilder.forAddress(address)
        .sslContext(sslContext())
        .intercept(new CallerInterceptor(clock, bearers))
        .handshakeTimeout(HANDSHAKE_SECONDS, TimeUnit.SECONDS)
        .maxInboundMetadataSize(LARGEST_METADATA)
        // A fixed one: finding out the best costs a ping for almost each message of a client.
        .flowControlWindow(REQUEST_WINDOW)
        .maxConcurrentCallsPerConnection(MOST_CALLS);
  }

  /** For a server of another kind under the same certificate, which asks nobody for one. */
  public SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {new ServerKeys(identity)}, null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK speaks TLS 1.2 and 1.3", e);
    }
  }

  X509Svid svid() {
    return identity.svid();
  }

  /**
   * BoringSSL's TLS, which encrypts at full speed from the first byte on, where the JDK's is slow
   * until the compiler has seen it for long (ADR 0016). Where its library cannot be loaded, because
   * the temporary directory allows no programs or the machine is of another kind, the JDK's.
   */
  private SslContext sslContext() {
    var builder =
        SslContextBuilder.forServer(new ServerKeys(identity))
            .trustManager(clients)
            .clientAuth(ClientAuth.OPTIONAL)
            .protocols("TLSv1.3", "TLSv1.2")
            .sessionTimeout(SESSION_SECONDS);
    try {
      return GrpcSslContexts.configure(
              builder, OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK)
          .build();
    } catch (SSLException e) {
      throw new IllegalStateException("every JDK speaks TLS 1.2 and 1.3", e);
    }
  }
}
