package io.fairlead.benchmarks.harness;

import io.fairlead.api.fairlead.v1.AdminServiceGrpc;
import io.fairlead.api.fairlead.v1.AdminServiceGrpc.AdminServiceBlockingStub;
import io.fairlead.api.fairlead.v1.ApplyRequest;
import io.fairlead.api.fairlead.v1.ApplyResponse;
import io.fairlead.api.fairlead.v1.CreateTokenRequest;
import io.fairlead.api.fairlead.v1.CreateTokenResponse;
import io.fairlead.api.fairlead.v1.DeleteRequest;
import io.fairlead.api.fairlead.v1.MeshStatusRequest;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollIoHandler;
import io.grpc.netty.shaded.io.netty.channel.unix.DomainSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The admin API over one connection that stays: a change costs no start of a command. */
final class AdminClient implements AutoCloseable {

  private static final int DEADLINE_SECONDS = 60;

  private final EventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final ManagedChannel channel;

  AdminClient(Path socket) {
    this.channel =
        NettyChannelBuilder.forAddress(new DomainSocketAddress(socket.toString()))
            .eventLoopGroup(loop)
            .channelType(EpollDomainSocketChannel.class)
            .overrideAuthority("localhost")
            .maxInboundMessageSize(64 << 20)
            .usePlaintext()
            .build();
  }

  /** Whether the mesh is known from every source. */
  boolean isReady() {
    return stub().meshStatus(MeshStatusRequest.getDefaultInstance()).getReady();
  }

  void apply(String yaml) {
    ApplyResponse response =
        stub().apply(ApplyRequest.newBuilder().setYaml(yaml).setSource("bench").build());
    if (response.getProblemsCount() > 0) {
      throw new BenchException("the control plane refused a change: " + response.getProblems(0));
    }
  }

  void deleteService(String name) {
    boolean existed =
        stub()
            .delete(
                DeleteRequest.newBuilder()
                    .setKind("ServiceEntry")
                    .setNamespace(MeshPlan.NAMESPACE)
                    .setName(name)
                    .build())
            .getExisted();
    if (!existed) {
      throw new BenchException("there was no applied ServiceEntry " + name + " to delete");
    }
  }

  CreateTokenResponse createToken() {
    return stub()
        .createToken(
            CreateTokenRequest.newBuilder()
                .setNamespace(MeshPlan.NAMESPACE)
                .setWorkloadGroup("bench")
                .build());
  }

  private AdminServiceBlockingStub stub() {
    return AdminServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    channel.shutdownNow();
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
