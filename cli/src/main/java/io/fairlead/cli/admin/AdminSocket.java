package io.fairlead.cli.admin;

import io.fairlead.api.fairlead.v1.AdminServiceGrpc;
import io.fairlead.api.fairlead.v1.AdminServiceGrpc.AdminServiceBlockingStub;
import io.fairlead.cli.exit.Failure;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.Epoll;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollIoHandler;
import io.grpc.netty.shaded.io.netty.channel.unix.DomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The control plane's admin socket on this host. */
public final class AdminSocket {

  private static final int MAX_ANSWER_BYTES = 64 * 1024 * 1024;
  private static final int DEADLINE_SECONDS = 30;

  private final Path socket;

  public AdminSocket(Path socket) {
    this.socket = socket;
  }

  /** Asks the control plane; what goes wrong is a {@link Failure}. */
  public <T> T ask(Function<AdminServiceBlockingStub, T> question) {
    checkSocket();
    EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(new DomainSocketAddress(socket.toString()))
            .eventLoopGroup(loop)
            .channelType(EpollDomainSocketChannel.class)
            .overrideAuthority("localhost")
            .maxInboundMessageSize(MAX_ANSWER_BYTES)
            .usePlaintext()
            .build();
    try {
      return question.apply(
          AdminServiceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS));
    } catch (StatusRuntimeException e) {
      throw Failures.of(e.getStatus(), socket);
    } finally {
      channel.shutdownNow();
      loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }

  /** Tells the common mistakes by name, where gRPC would only say that it is unavailable. */
  private void checkSocket() {
    if (!Epoll.isAvailable()) {
      throw Failure.failed("Unix sockets do not work here: run this command on Linux with glibc");
    }
    Path directory = socket.toAbsolutePath().getParent();
    boolean isHidden =
        directory != null && Files.isDirectory(directory) && !Files.isExecutable(directory);
    if (isHidden || (Files.exists(socket) && !Files.isWritable(socket))) {
      throw Failure.unreachable(
          "you may not open "
              + socket
              + ": run this command as root or as a member of the socket's group");
    }
    if (!Files.exists(socket)) {
      throw Failure.unreachable(
          "there is no control plane at "
              + socket
              + ": start fairlead-control-plane on this host, or name its socket with --socket");
    }
  }
}
