package io.fairlead.vmagent.dns;

import io.fairlead.vmagent.host.PortTakenException;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

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

  DnsSockets(
      EventLoopGroup group,
      ChannelGroup channels,
      Questions questions,
      Counters counters,
      int maxConnections) {
    this.group = group;
    this.channels = channels;
    this.questions = questions;
    this.counters = counters;
    this.maxConnections = maxConnections;
  }

  /** Gives the address that was taken. */
  InetSocketAddress bind(InetSocketAddress wanted) {
    for (int attempt = 1; ; attempt++) {
      List<Channel> bound = new ArrayList<>();
      try {
        return bindAll(wanted, bound);
      } catch (RuntimeException e) {
        bound.forEach(channel -> channel.close().syncUninterruptibly());
        if (wanted.getPort() != 0 || attempt == TRIES) {
          throw e;
        }
      }
    }
  }

  private InetSocketAddress bindAll(InetSocketAddress wanted, List<Channel> bound) {
    bound.add(udp(wanted));
    InetSocketAddress taken = (InetSocketAddress) bound.getFirst().localAddress();
    bound.add(tcp(taken));
    if (wanted.getAddress().equals(LOOPBACK4) && hasLoopback6()) {
      InetSocketAddress other = new InetSocketAddress(LOOPBACK6, taken.getPort());
      bound.add(udp(other));
      bound.add(tcp(other));
    }
    return taken;
  }

  private Channel udp(InetSocketAddress address) {
    return bound(
        "udp",
        address,
        new Bootstrap()
            .group(group)
            .channelFactory(
                () ->
                    new NioDatagramChannel(
                        address.getAddress() instanceof Inet6Address
                            ? SocketProtocolFamily.INET6
                            : SocketProtocolFamily.INET))
            .option(
                ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(DnsQuery.MAX_UDP))
            .handler(new DatagramQuestions(questions, counters))
            .bind(address));
  }

  private Channel tcp(InetSocketAddress address) {
    return bound(
        "tcp",
        address,
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childHandler(
                new BoundedConnections(
                    channels,
                    maxConnections,
                    counters,
                    new TcpFraming(() -> new StreamQuestions(questions, counters))))
            .bind(address));
  }

  private Channel bound(String protocol, InetSocketAddress address, ChannelFuture binding) {
    binding.awaitUninterruptibly();
    Throwable cause = binding.cause();
    if (cause != null) {
      throw new PortTakenException("dns.listen, " + protocol, address, cause);
    }
    channels.add(binding.channel());
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
