package io.fairlead.vmagent.identity;

import io.fairlead.pki.SpiffeId;
import io.fairlead.pki.SpiffeTrust;
import io.fairlead.vmagent.transport.EventLoops;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollSocketChannel;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Opens connections to control planes. Each carries the identity of the moment at which it was
 * opened: what is open stays so when the certificate is renewed.
 */
public final class ControlPlaneChannels {

  /** One answer carries every cluster of a mesh. */
  private static final int MOST_ANSWER_BYTES = 128 << 20;

  private static final int CONNECT_MILLIS = 5_000;

  /** A control plane that vanished is missed within 20 s; ours permits a ping each 10 s. */
  private static final int PING_SECONDS = 15;

  private static final int PING_ANSWER_SECONDS = 5;

  private final EventLoops loops;
  private final InstantSource clock;

  /** Of a stock istiod; empty where control planes are ours. */
  private final String serverName;

  private ControlPlaneChannels(EventLoops loops, InstantSource clock, String serverName) {
    this.loops = loops;
    this.clock = clock;
    this.serverName = serverName;
  }

  public ControlPlaneChannels(EventLoops loops, InstantSource clock) {
    this(loops, clock, "");
  }

  /** To a stock istiod, which has a DNS name in its certificate and no identity. */
  public static ControlPlaneChannels toIstiod(
      EventLoops loops, InstantSource clock, String serverName) {
    return new ControlPlaneChannels(loops, clock, serverName);
  }

  /** A control plane is whoever holds this account: the mesh's root decides who does. */
  static boolean isControlPlane(SpiffeId id) {
    return id.namespace().equals("fairlead-system")
        && id.serviceAccount().equals("fairlead-control-plane");
  }

  public ManagedChannel open(String target, Identity identity) {
    if (!serverName.isEmpty()) {
      X509Certificate[] own = identity.svid().chain().toArray(X509Certificate[]::new);
      return open(
          target,
          tls()
              .keyManager(identity.svid().key(), own)
              .trustManager(identity.roots().toArray(X509Certificate[]::new)));
    }
    X509ExtendedTrustManager trust =
        SpiffeTrust.verifyingServer(
            identity::roots,
            id -> isControlPlane(id) && id.trustDomain().equals(identity.svid().id().trustDomain()),
            clock);
    X509Certificate[] chain = identity.svid().chain().toArray(X509Certificate[]::new);
    return open(target, tls().keyManager(identity.svid().key(), chain).trustManager(trust));
  }

  /** For a host that has no certificate yet. */
  ManagedChannel openTrusting(String target, List<X509Certificate> roots) {
    return open(target, tls().trustManager(roots.toArray(X509Certificate[]::new)));
  }

  ManagedChannel open(String target, X509ExtendedTrustManager trust) {
    return open(target, tls().trustManager(trust));
  }

  /** The JDK's TLS: the trust managers speak its language, and it needs no native library. */
  private static SslContextBuilder tls() {
    return GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK);
  }

  private ManagedChannel open(String target, SslContextBuilder tls) {
    try {
      NettyChannelBuilder channel =
          NettyChannelBuilder.forTarget("dns:///" + target)
              .sslContext(tls.protocols("TLSv1.3", "TLSv1.2").build())
              .eventLoopGroup(loops.group())
              .channelType(EpollSocketChannel.class)
              .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
              .keepAliveTime(PING_SECONDS, TimeUnit.SECONDS)
              .keepAliveTimeout(PING_ANSWER_SECONDS, TimeUnit.SECONDS)
              .maxInboundMessageSize(MOST_ANSWER_BYTES)
              .disableRetry()
              .directExecutor();
      if (!serverName.isEmpty()) {
        channel.overrideAuthority(serverName);
      }
      return channel.build();
    } catch (SSLException e) {
      throw new IllegalStateException("the certificate does not suit TLS", e);
    }
  }
}
