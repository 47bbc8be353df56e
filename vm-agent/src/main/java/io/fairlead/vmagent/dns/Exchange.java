package io.fairlead.vmagent.dns;

import io.grpc.netty.shaded.io.netty.bootstrap.Bootstrap;
import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.buffer.Unpooled;
import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelFuture;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.channel.EventLoop;
import io.grpc.netty.shaded.io.netty.channel.FixedRecvByteBufAllocator;
import io.grpc.netty.shaded.io.netty.channel.SimpleChannelInboundHandler;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollDatagramChannel;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.socket.DatagramPacket;
import io.grpc.netty.shaded.io.netty.channel.socket.SocketProtocolFamily;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One question to one name server, over a socket of its own: the kernel picks a random port and
 * passes on only what comes from that server. Owned by the event loop.
 */
final class Exchange {

  private static final int CONNECT_MILLIS = 1_500;

  private final DnsQuery query;
  private final int id;
  private final Consumer<Optional<byte[]>> listener;
  private final Channel channel;
  private boolean ended;

  /**
   * Sends the question.
   *
   * @param listener hears once: the answer, or nothing when the server cannot be reached; never,
   *     when it stays silent or the exchange is closed
   */
  Exchange(
      EventLoop loop,
      InetSocketAddress server,
      DnsQuery query,
      int id,
      boolean tcp,
      Consumer<Optional<byte[]>> listener) {
    this.query = query;
    this.id = id;
    this.listener = listener;
    Bootstrap bootstrap =
        new Bootstrap().group(loop).option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS);
    if (tcp) {
      bootstrap.channel(EpollSocketChannel.class).handler(new TcpFraming(() -> new Reader(this)));
    } else {
      bootstrap
          .channelFactory(() -> new EpollDatagramChannel(family(server)))
          .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(DnsQuery.MAX_UDP))
          .handler(new DatagramReader(this));
    }
    ChannelFuture connected = bootstrap.connect(server);
    this.channel = connected.channel();
    connected.addListener(
        future -> {
          if (future.isSuccess()) {
            channel.writeAndFlush(Unpooled.wrappedBuffer(question()));
          } else {
            end(Optional.empty());
          }
        });
  }

  void close() {
    ended = true;
    channel.close();
  }

  private byte[] question() {
    byte[] message = query.message().clone();
    message[0] = (byte) (id >> 8);
    message[1] = (byte) id;
    DnsQuery.Edns edns = query.edns();
    if (edns.isPresent() && edns.size() > DnsQuery.MAX_UDP) {
      message[edns.sizeOffset()] = (byte) (DnsQuery.MAX_UDP >> 8);
      message[edns.sizeOffset() + 1] = (byte) DnsQuery.MAX_UDP;
    }
    return message;
  }

  /** Anything but the answer to this very question is passed over. */
  private void read(ByteBuf content) {
    byte[] message = new byte[content.readableBytes()];
    content.readBytes(message);
    if (isAnswer(message)) {
      end(Optional.of(message));
    }
  }

  private boolean isAnswer(byte[] message) {
    if (message.length < DnsHeader.LENGTH) {
      return false;
    }
    DnsHeader header = DnsHeader.read(message);
    if (header.id() != id || !header.isResponse()) {
      return false;
    }
    if (header.questions() == 0) {
      // Servers that do not understand a question may leave it out.
      return header.rcode() != Rcode.NOERROR && header.rcode() != Rcode.NXDOMAIN;
    }
    return header.questions() == 1 && isSameQuestion(message);
  }

  private boolean isSameQuestion(byte[] message) {
    int end = query.questionEnd();
    if (message.length < end) {
      return false;
    }
    byte[] asked = Arrays.copyOfRange(query.message(), DnsHeader.LENGTH, end);
    byte[] echoed = Arrays.copyOfRange(message, DnsHeader.LENGTH, end);
    for (int i = 0; i < asked.length; i++) {
      if (lowerCase(asked[i]) != lowerCase(echoed[i])) {
        return false;
      }
    }
    return true;
  }

  private static int lowerCase(byte octet) {
    return octet >= 'A' && octet <= 'Z' ? octet + ('a' - 'A') : octet;
  }

  private void end(Optional<byte[]> answer) {
    if (!ended) {
      close();
      listener.accept(answer);
    }
  }

  private static SocketProtocolFamily family(InetSocketAddress server) {
    return server.getAddress() instanceof Inet4Address
        ? SocketProtocolFamily.INET
        : SocketProtocolFamily.INET6;
  }

  /** By UDP; an unreachable port comes as an exception of the socket. */
  private static final class DatagramReader extends SimpleChannelInboundHandler<DatagramPacket> {

    private final Exchange exchange;

    DatagramReader(Exchange exchange) {
      this.exchange = exchange;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
      exchange.read(packet.content());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      exchange.end(Optional.empty());
    }
  }

  /** By TCP; a connection that closes without an answer is one that failed. */
  private static final class Reader extends SimpleChannelInboundHandler<ByteBuf> {

    private final Exchange exchange;

    Reader(Exchange exchange) {
      this.exchange = exchange;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) {
      exchange.read(frame);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      exchange.end(Optional.empty());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      exchange.end(Optional.empty());
    }
  }
}
