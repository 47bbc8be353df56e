package io.fairlead.vmagent.transport;

import io.grpc.netty.shaded.io.grpc.netty.GrpcHttp2ConnectionHandler;
import io.grpc.netty.shaded.io.grpc.netty.InternalProtocolNegotiator;
import io.grpc.netty.shaded.io.grpc.netty.InternalProtocolNegotiators;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandler;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelInboundHandlerAdapter;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.util.AsciiString;
import java.io.IOException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a connection through when the kernel says that an allowed user made it (SO_PEERCRED). Done
 * before the first byte is read, where gRPC chooses its handlers.
 */
final class PeerCheck implements InternalProtocolNegotiator.ProtocolNegotiator {

  private static final Logger LOG = LoggerFactory.getLogger(PeerCheck.class);

  private final Set<Integer> users;
  private final InternalProtocolNegotiator.ProtocolNegotiator plaintext =
      InternalProtocolNegotiators.serverPlaintext();

  PeerCheck(Set<Integer> users) {
    this.users = Set.copyOf(users);
  }

  @Override
  public AsciiString scheme() {
    return plaintext.scheme();
  }

  @Override
  public ChannelHandler newHandler(GrpcHttp2ConnectionHandler grpc) {
    return new Gate(plaintext.newHandler(grpc));
  }

  @Override
  public void close() {
    plaintext.close();
  }

  private final class Gate extends ChannelInboundHandlerAdapter {

    private final ChannelHandler next;

    Gate(ChannelHandler next) {
      this.next = next;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) throws IOException {
      int user = ((EpollDomainSocketChannel) context.channel()).peerCredentials().uid();
      if (users.contains(user)) {
        context.pipeline().replace(this, null, next);
        return;
      }
      LOG.atWarn()
          .addKeyValue("uid", user)
          .addKeyValue("allowed", users)
          .log("connection of a user who may not use this socket refused");
      context.close();
    }
  }
}
