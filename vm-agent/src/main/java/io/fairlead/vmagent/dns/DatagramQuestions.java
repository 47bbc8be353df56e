package io.fairlead.vmagent.dns;

import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.buffer.Unpooled;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.SimpleChannelInboundHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.DatagramPacket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Questions by UDP, one a packet. Stateless but for its collaborators. */
final class DatagramQuestions extends SimpleChannelInboundHandler<DatagramPacket> {

  private static final Logger log = LoggerFactory.getLogger(DatagramQuestions.class);

  private final Questions questions;
  private final Counters counters;

  DatagramQuestions(Questions questions, Counters counters) {
    this.questions = questions;
    this.counters = counters;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
    ByteBuf content = packet.content();
    byte[] message = new byte[content.readableBytes()];
    content.readBytes(message);
    try {
      questions.answer(
          message,
          false,
          reply -> {
            // An asker that does not take its answers loses them; it knows how to ask again.
            if (context.channel().isWritable()) {
              context.writeAndFlush(
                  new DatagramPacket(Unpooled.wrappedBuffer(reply), packet.sender()));
            }
          });
    } catch (MalformedMessageException e) {
      counters.malformed.increment();
      log.atDebug().addKeyValue("reason", e.getMessage()).log("A packet that is no question");
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // Such as the message that an asker has closed its socket; the server goes on.
    log.atDebug().setCause(cause).log("The DNS socket reports an error");
  }
}
