package io.fairlead.vmagent.transport;

import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollEventLoopGroup;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/** The threads that all sockets of the agent share: two are plenty for one proxy. */
public final class EventLoops implements AutoCloseable {

  private final EventLoopGroup group =
      new EpollEventLoopGroup(2, new DefaultThreadFactory("loop", true));

  public EventLoopGroup group() {
    return group;
  }

  @Override
  public void close() throws InterruptedException {
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).await(3, TimeUnit.SECONDS);
  }
}
