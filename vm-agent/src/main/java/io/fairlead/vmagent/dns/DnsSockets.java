package io.fairlead.vmagent.dns;

import io.fairlead.vmagent.host.PortTakenException;
import io.grpc.netty.shaded.io.netty.bootstrap.Bootstrap;
import io.grpc.netty.shaded.io.netty.bootstrap.ServerBootstrap;
import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelFuture;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.FixedRecvByteBufAllocator;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollDatagramChannel;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollServerSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.group.ChannelGroup;
import io.grpc.netty.shaded.io.netty.channel.socket.SocketProtocolFamily;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Takes the port for UDP and TCP, in both families where captured questions can arrive so. */
final class DnsSockets {

  private static final InetAddress LOOPBACK4 = InetAddress.ofLiteral("127.0.0.1");
  private static final InetAddress LOOPBACK6 = InetAddress.ofLiteral("::1");

  /** Where any port will do, one must be found that is free four times. */
  private static final int TRIES = 20;

  private final EventLoopGroup group;
  private final ChannelGroup channels;
  private final Questions questions;
  private final Counters counters;
  private final int maxConnections;
  private final KeptSockets kept;

  DnsSockets(
      EventLoopGroup group,
      ChannelGroup channels,
      Questions questions,
      Counters counters,
      int maxConnections,
      KeptSockets kept) {
    this.group = group;
    this.channels = channels;
    this.questions = questions;
    this.counters = counters;
    this.maxConnections = maxConnections;
    this.kept = kept;
  }

  /** Gives the address that was taken. */
  InetSocketAddress bind(InetSocketAddress wanted) {
    for (int attempt = 1; ; attempt++) {
      Map<String, Channel> bound = new LinkedHashMap<>();
      try {
        InetSocketAddress taken = bindAll(wanted, bound);
        kept.keep(bound);
        return taken;
      } catch (RuntimeException e) {
        bound.values().forEach(channel -> channel.close().syncUninterruptibly());
        if (wanted.getPort() != 0 || attempt == TRIES) {
          throw e;
        }
      }
    }
  }

  private InetSocketAddress bindAll(InetSocketAddress wanted, Map<String, Channel> bound) {
    Channel first = udp(KeptSockets.UDP, wanted);
    bound.put(KeptSockets.UDP, first);
    InetSocketAddress taken = (InetSocketAddress) first.localAddress();
    bound.put(KeptSockets.TCP, tcp(KeptSockets.TCP, taken));
    if (wanted.getAddress().equals(LOOPBACK4) && hasLoopback6()) {
      InetSocketAddress other = new InetSocketAddress(LOOPBACK6, taken.getPort());
      bound.put(KeptSockets.UDP6, udp(KeptSockets.UDP6, other));
      bound.put(KeptSockets.TCP6, tcp(KeptSockets.TCP6, other));
    }
    return taken;
  }

  private Channel udp(String name, InetSocketAddress address) {
    Bootstrap sockets =
        new Bootstrap()
            .group(group)
            .option(
                ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(DnsQuery.MAX_UDP))
            .handler(new DatagramQuestions(questions, counters));
    return taken(
        kept.adopt(
            name,
            address,
            descriptor ->
                sockets
                    .clone()
                    .channelFactory(() -> new EpollDatagramChannel(descriptor))
                    .register()),
        () ->
            bound(
                "udp",
                address,
                sockets
                    .channelFactory(() -> new EpollDatagramChannel(family(address)))
                    .bind(address)));
  }

  private Channel tcp(String name, InetSocketAddress address) {
    ServerBootstrap sockets =
        new ServerBootstrap()
            .group(group)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childHandler(
                new BoundedConnections(
                    channels,
                    maxConnections,
                    counters,
                    new TcpFraming(() -> new StreamQuestions(questions, counters))));
    return taken(
        kept.adopt(
            name,
            address,
            descriptor ->
                sockets
                    .clone()
                    .channelFactory(() -> new EpollServerSocketChannel(descriptor))
                    .register()),
        () -> bound("tcp", address, sockets.channel(EpollServerSocketChannel.class).bind(address)));
  }

  private Channel taken(Optional<Channel> adopted, Supplier<Channel> fresh) {
    Channel channel = adopted.orElseGet(fresh);
    channels.add(channel);
    return channel;
  }

  private static SocketProtocolFamily family(InetSocketAddress address) {
    return address.getAddress() instanceof Inet6Address
        ? SocketProtocolFamily.INET6
        : SocketProtocolFamily.INET;
  }

  private static Channel bound(String protocol, InetSocketAddress address, ChannelFuture binding) {
    binding.awaitUninterruptibly();
    Throwable cause = binding.cause();
    if (cause != null) {
      throw new PortTakenException("dns.listen, " + protocol, address, cause);
    }
    return binding.channel();
  }

  private static boolean hasLoopback6() {
    try {
      NetworkInterface loopback = NetworkInterface.getByInetAddress(LOOPBACK6);
      return loopback != null && loopback.isUp();
    } catch (SocketException e) {
      return false;
    }
  }
}
