package io.fairlead.vmagent.dns;

import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.buffer.Unpooled;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.SimpleChannelInboundHandler;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Questions by TCP, several on one connection if the asker likes. Owned by the event loop, one for
 * each connection.
 */
final class StreamQuestions extends SimpleChannelInboundHandler<ByteBuf> {

  private static final Logger log = LoggerFactory.getLogger(StreamQuestions.class);
  private static final int MAX_WAITING = 32;

  /** RFC 7766 6.2.3: idle connections may be closed; the asker opens another. */
  private static final long IDLE_SECONDS = 10;

  private final Questions questions;
  private final Counters counters;
  private int waiting;
  private long lastQuestion = System.nanoTime();

  StreamQuestions(Questions questions, Counters counters) {
    this.questions = questions;
    this.counters = counters;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    watch(context);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) {
    byte[] message = new byte[frame.readableBytes()];
    frame.readBytes(message);
    lastQuestion = System.nanoTime();
    if (waiting >= MAX_WAITING) {
      counters.overloaded.increment();
      context.close();
      return;
    }
    waiting++;
    try {
      questions.answer(
          message,
          true,
          reply -> {
            waiting--;
            send(context, reply);
          });
    } catch (MalformedMessageException e) {
      counters.malformed.increment();
      context.close();
    }
  }

  private static void send(ChannelHandlerContext context, byte[] reply) {
    if (context.channel().isWritable()) {
      context.writeAndFlush(Unpooled.wrappedBuffer(reply));
    } else {
      // Whoever asks without reading the answers fills our memory.
      context.close();
    }
  }

  private void watch(ChannelHandlerContext context) {
    long idle = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - lastQuestion);
    if (idle >= IDLE_SECONDS) {
      context.close();
      return;
    }
    var unused =
        context
            .executor()
            .schedule(
                () -> {
                  if (context.channel().isActive()) {
                    watch(context);
                  }
                },
                IDLE_SECONDS - idle,
                TimeUnit.SECONDS);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    log.atDebug().setCause(cause).log("A DNS connection broke");
    context.close();
  }
}
