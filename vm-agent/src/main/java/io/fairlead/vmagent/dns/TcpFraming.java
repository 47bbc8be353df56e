package io.fairlead.vmagent.dns;

import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandler;
import io.grpc.netty.shaded.io.netty.channel.ChannelInitializer;
import io.grpc.netty.shaded.io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.grpc.netty.shaded.io.netty.handler.codec.LengthFieldPrepender;
import java.util.function.Supplier;

/** DNS over TCP: two bytes of length before each message (RFC 1035 4.2.2). */
final class TcpFraming extends ChannelInitializer<Channel> {

  private static final int LENGTH_BYTES = 2;

  private final Supplier<ChannelHandler> reader;

  TcpFraming(Supplier<ChannelHandler> reader) {
    this.reader = reader;
  }

  @Override
  protected void initChannel(Channel channel) {
    channel
        .pipeline()
        .addLast(
            new LengthFieldBasedFrameDecoder(
                DnsReply.MAX_TCP + 2, 0, LENGTH_BYTES, 0, LENGTH_BYTES))
        .addLast(new LengthFieldPrepender(LENGTH_BYTES))
        .addLast(reader.get());
  }
}
