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

  public ControlPlaneChannels(EventLoops loops, InstantSource clock) {
    this.loops = loops;
    this.clock = clock;
  }

  /** A control plane is whoever holds this account: the mesh's root decides who does. */
  static boolean isControlPlane(SpiffeId id) {
    return id.namespace().equals("fairlead-system")
        && id.serviceAccount().equals("fairlead-control-plane");
  }

  public ManagedChannel open(String target, Identity identity) {
    X509ExtendedTrustManager trust =
        SpiffeTrust.verifyingServer(
            identity::roots,
            id -> isControlPlane(id) && id.trustDomain().equals(identity.svid().id().trustDomain()),
            clock);
    X509Certificate[] chain = identity.svid().chain().toArray(X509Certificate[]::new);
    return open(target, tls().keyManager(identity.svid().key(), chain).trustManager(trust));
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
      return NettyChannelBuilder.forTarget("dns:///" + target)
          .sslContext(tls.protocols("TLSv1.3", "TLSv1.2").build())
          .eventLoopGroup(loops.group())
          .channelType(EpollSocketChannel.class)
          .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
          .keepAliveTime(PING_SECONDS, TimeUnit.SECONDS)
          .keepAliveTimeout(PING_ANSWER_SECONDS, TimeUnit.SECONDS)
          .maxInboundMessageSize(MOST_ANSWER_BYTES)
          .disableRetry()
          .directExecutor()
          .build();
    } catch (SSLException e) {
      throw new IllegalStateException("the certificate does not suit TLS", e);
    }
  }
}
