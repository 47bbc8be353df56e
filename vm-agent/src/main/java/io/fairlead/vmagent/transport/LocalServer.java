package io.fairlead.vmagent.transport;

import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.InternalNettyServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A gRPC server on a Unix socket for chosen users of this host. */
public final class LocalServer implements AutoCloseable {

  private static final int MOST_REQUEST_BYTES = 16 << 20;

  private final Path socket;
  private final Server server;

  private LocalServer(Path socket, Server server) {
    this.socket = socket;
    this.server = server;
  }

  /**
   * Replaces what a killed predecessor left behind. The socket is for owner and group; whose group
   * that is comes from the directory (set-group-id).
   *
   * @param users the user ids that may connect
   */
  public static LocalServer start(
      Path socket, Set<Integer> users, EventLoops loops, ServerServiceDefinition service)
      throws IOException {
    Files.deleteIfExists(socket);
    Server server =
        NettyServerBuilder.forAddress(
                new DomainSocketAddress(socket.toFile()),
                InternalNettyServerCredentials.create(new PeerCheck(users)))
            .channelType(EpollServerDomainSocketChannel.class)
            .bossEventLoopGroup(loops.group())
            .workerEventLoopGroup(loops.group())
            .directExecutor()
            .maxInboundMessageSize(MOST_REQUEST_BYTES)
            .permitKeepAliveTime(5, TimeUnit.SECONDS)
            .permitKeepAliveWithoutCalls(true)
            .addService(service)
            .build()
            .start();
    Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw----"));
    return new LocalServer(socket, server);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    server.shutdownNow().awaitTermination(2, TimeUnit.SECONDS);
    Files.deleteIfExists(socket);
  }
}
