package io.fairlead.cli;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.fairlead.api.fairlead.v1.AdminServiceGrpc;
import io.fairlead.api.fairlead.v1.Applied;
import io.fairlead.api.fairlead.v1.ApplyRequest;
import io.fairlead.api.fairlead.v1.ApplyResponse;
import io.fairlead.api.fairlead.v1.CreateTokenRequest;
import io.fairlead.api.fairlead.v1.CreateTokenResponse;
import io.fairlead.api.fairlead.v1.DeleteRequest;
import io.fairlead.api.fairlead.v1.DeleteResponse;
import io.fairlead.api.fairlead.v1.GetRequest;
import io.fairlead.api.fairlead.v1.GetResponse;
import io.fairlead.api.fairlead.v1.Item;
import io.fairlead.api.fairlead.v1.ListTokensRequest;
import io.fairlead.api.fairlead.v1.ListTokensResponse;
import io.fairlead.api.fairlead.v1.MeshStatusRequest;
import io.fairlead.api.fairlead.v1.MeshStatusResponse;
import io.fairlead.api.fairlead.v1.ProxyStatusRequest;
import io.fairlead.api.fairlead.v1.ProxyStatusResponse;
import io.fairlead.api.fairlead.v1.RevokeTokenRequest;
import io.fairlead.api.fairlead.v1.RevokeTokenResponse;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.yaml.IstioYaml;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollIoHandler;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.unix.DomainSocketAddress;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers as it is told, over a real Unix socket, and keeps what it was asked. */
final class FakeControlPlane extends AdminServiceGrpc.AdminServiceImplBase
    implements AutoCloseable {

  final List<Message> asked = Collections.synchronizedList(new ArrayList<>());
  volatile @Nullable Status failure;
  volatile ApplyResponse.Builder applyResponse = ApplyResponse.newBuilder();
  volatile GetResponse getResponse = GetResponse.getDefaultInstance();
  volatile ListTokensResponse tokens = ListTokensResponse.getDefaultInstance();
  volatile ProxyStatusResponse proxies = ProxyStatusResponse.getDefaultInstance();
  volatile MeshStatusResponse mesh = MeshStatusResponse.getDefaultInstance();

  private final EventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final Server server;

  FakeControlPlane(Path socket) {
    try {
      server =
          NettyServerBuilder.forAddress(new DomainSocketAddress(socket.toString()))
              .bossEventLoopGroup(loop)
              .workerEventLoopGroup(loop)
              .channelType(EpollServerDomainSocketChannel.class)
              .addService(this)
              .build()
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException("listening on " + socket, e);
    }
  }

  static Timestamp at(String time) {
    return Timestamp.newBuilder().setSeconds(Instant.parse(time).getEpochSecond()).build();
  }

  static Item item(String source, String yaml) {
    IstioResource resource = IstioYaml.read("", yaml).values().getFirst();
    return Item.newBuilder()
        .setKind(resource.kind().name())
        .setNamespace(resource.name().namespace())
        .setName(resource.name().name())
        .setSource(source)
        .setYaml(yaml)
        .build();
  }

  private <T> void answer(Message request, StreamObserver<T> observer, Supplier<T> answer) {
    asked.add(request);
    Status refusal = failure;
    if (refusal != null) {
      observer.onError(refusal.asRuntimeException());
      return;
    }
    observer.onNext(answer.get());
    observer.onCompleted();
  }

  @Override
  public void createToken(CreateTokenRequest request, StreamObserver<CreateTokenResponse> out) {
    answer(
        request,
        out,
        () ->
            CreateTokenResponse.newBuilder()
                .setId("t-1")
                .setToken("flt_secret")
                .setExpires(at("2026-11-22T11:00:00Z"))
                .setCaHash("sha256:00ff")
                .setControlPlane("mesh.example.com:15012")
                .build());
  }

  @Override
  public void listTokens(ListTokensRequest request, StreamObserver<ListTokensResponse> out) {
    answer(request, out, () -> tokens);
  }

  @Override
  public void revokeToken(RevokeTokenRequest request, StreamObserver<RevokeTokenResponse> out) {
    answer(request, out, RevokeTokenResponse::getDefaultInstance);
  }

  @Override
  public void apply(ApplyRequest request, StreamObserver<ApplyResponse> out) {
    answer(request, out, () -> applied(request));
  }

  private ApplyResponse applied(ApplyRequest request) {
    ApplyResponse.Builder response = applyResponse.clone();
    if (response.getProblemsCount() == 0) {
      for (IstioResource r : IstioYaml.read(request.getSource(), request.getYaml()).values()) {
        response.addApplied(
            Applied.newBuilder()
                .setKind(r.kind().name())
                .setNamespace(r.name().namespace())
                .setName(r.name().name())
                .setChangeValue(1 + response.getAppliedCount() % 3));
      }
    }
    return response.build();
  }

  @Override
  public void get(GetRequest request, StreamObserver<GetResponse> out) {
    answer(request, out, () -> getResponse);
  }

  @Override
  public void delete(DeleteRequest request, StreamObserver<DeleteResponse> out) {
    boolean existed = !request.getName().equals("missing");
    answer(request, out, () -> DeleteResponse.newBuilder().setExisted(existed).build());
  }

  @Override
  public void proxyStatus(ProxyStatusRequest request, StreamObserver<ProxyStatusResponse> out) {
    answer(request, out, () -> proxies);
  }

  @Override
  public void meshStatus(MeshStatusRequest request, StreamObserver<MeshStatusResponse> out) {
    answer(request, out, () -> mesh);
  }

  @Override
  public void close() throws InterruptedException {
    server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).await(5, TimeUnit.SECONDS);
  }
}
