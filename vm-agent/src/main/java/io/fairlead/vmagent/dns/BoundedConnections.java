package io.fairlead.vmagent.dns;

import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandler;
import io.grpc.netty.shaded.io.netty.channel.ChannelInitializer;
import io.grpc.netty.shaded.io.netty.channel.group.ChannelGroup;

/** Lets only so many connections in; the others are closed at once. */
@ChannelHandler.Sharable
final class BoundedConnections extends ChannelInitializer<Channel> {

  private final ChannelGroup channels;
  private final int max;
  private final Counters counters;
  private final ChannelHandler next;

  BoundedConnections(ChannelGroup channels, int max, Counters counters, ChannelHandler next) {
    this.channels = channels;
    this.max = max;
    this.counters = counters;
    this.next = next;
  }

  @Override
  protected void initChannel(Channel channel) {
    if (channels.size() >= max) {
      counters.overloaded.increment();
      channel.close();
      return;
    }
    channels.add(channel);
    channel.pipeline().addLast(next);
  }
}
