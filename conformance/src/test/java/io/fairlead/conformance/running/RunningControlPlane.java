package io.fairlead.conformance.running;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairlead.api.fairlead.v1.AdminServiceGrpc;
import io.fairlead.api.fairlead.v1.AdminServiceGrpc.AdminServiceBlockingStub;
import io.fairlead.api.fairlead.v1.ApplyRequest;
import io.fairlead.api.fairlead.v1.CreateTokenRequest;
import io.fairlead.api.fairlead.v1.CreateTokenResponse;
import io.fairlead.api.fairlead.v1.JoinRequest;
import io.fairlead.api.fairlead.v1.JoinResponse;
import io.fairlead.api.fairlead.v1.JoinServiceGrpc;
import io.fairlead.api.fairlead.v1.MeshStatusRequest;
import io.fairlead.api.fairlead.v1.Proxy;
import io.fairlead.api.fairlead.v1.ProxyStatusRequest;
import io.fairlead.peers.process.FreePort;
import io.fairlead.peers.process.Processes;
import io.fairlead.pki.Csr;
import io.fairlead.pki.Pem;
import io.fairlead.pki.PinnedTrust;
import io.fairlead.pki.PrivateKeys;
import io.fairlead.pki.PublicKeyHash;
import io.fairlead.pki.SpiffeTrust;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollIoHandler;
import io.grpc.netty.shaded.io.netty.channel.unix.DomainSocketAddress;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A control plane, and what an operator and a joining host ask of it. */
public final class RunningControlPlane implements AutoCloseable {

  private static final Metadata.Key<String> TOKEN =
      Metadata.Key.of("x-mesh-join-token", Metadata.ASCII_STRING_MARSHALLER);

  private final Path directory;
  private final int port = FreePort.next();
  private final Process process;
  private final EventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final ManagedChannel admin;

  /**
   * @param credentials of gateways, by namespace and name
   */
  RunningControlPlane(Path directory, Path credentials) {
    this(directory, "credentials: {files: [{directory: %s}]}".formatted(credentials));
  }

  /**
   * @param more settings beside those that every test needs
   */
  public RunningControlPlane(Path directory, String more) {
    this.directory = directory;
    Path socket = directory.resolve("admin.sock");
    String settings =
        """
        listen: "127.0.0.1:%d"
        stateDirectory: %s
        adminSocket: %s
        health: {listen: "127.0.0.1:%d"}
        %s
        """
            .formatted(port, directory.resolve("state"), socket, FreePort.next(), more);
    this.process = start(settings);
    this.admin =
        NettyChannelBuilder.forAddress(new DomainSocketAddress(socket.toString()))
            .eventLoopGroup(loop)
            .channelType(EpollDomainSocketChannel.class)
            .overrideAuthority("localhost")
            .usePlaintext()
            .build();
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptionsInstanceOf(StatusRuntimeException.class)
        .until(this::isReady);
  }

  private Process start(String settings) {
    try {
      Path file = Files.writeString(directory.resolve("control-plane.yaml"), settings);
      return new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1",
              "-Xmx128m",
              "-cp",
              System.getProperty("java.class.path"),
              "io.fairlead.controlplane.app.Main",
              "--config",
              file.toString())
          .redirectErrorStream(true)
          .redirectOutput(log().toFile())
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException("starting a control plane in " + directory, e);
    }
  }

  private Path log() {
    return directory.resolve("control-plane.log");
  }

  private boolean isReady() throws IOException {
    assertThat(process.isAlive()).as(Files.readString(log(), UTF_8)).isTrue();
    return stub().meshStatus(MeshStatusRequest.getDefaultInstance()).getReady();
  }

  public int port() {
    return port;
  }

  /** As {@code fairlead apply} does it. */
  public void apply(String yaml) {
    assertThat(
            stub()
                .apply(ApplyRequest.newBuilder().setYaml(yaml).setSource("test").build())
                .getProblemsList())
        .isEmpty();
  }

  /** As a host joins: a token of the operator, and a key that never leaves the host. */
  Member join(String namespace, String group) {
    CreateTokenResponse token =
        stub()
            .createToken(
                CreateTokenRequest.newBuilder()
                    .setNamespace(namespace)
                    .setWorkloadGroup(group)
                    .build());
    PinnedTrust trust =
        SpiffeTrust.pinned(
            PublicKeyHash.parse(token.getCaHash()), id -> true, InstantSource.system());
    KeyPair key = PrivateKeys.generate();
    ManagedChannel channel = channel(trust);
    try {
      Metadata headers = new Metadata();
      headers.put(TOKEN, token.getToken());
      JoinResponse answer =
          JoinServiceGrpc.newBlockingStub(channel)
              .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
              .withDeadlineAfter(20, TimeUnit.SECONDS)
              .join(
                  JoinRequest.newBuilder()
                      .setCsr(Csr.create(key))
                      .setHostname(group)
                      .addAllAddresses(List.of("127.0.0.1"))
                      .build());
      return new Member(
          String.join("\n", answer.getCertChainList()),
          Pem.encode(key.getPrivate()),
          Pem.encode(trust.root().orElseThrow()));
    } finally {
      channel.shutdownNow();
    }
  }

  private ManagedChannel channel(PinnedTrust trust) {
    try {
      return NettyChannelBuilder.forAddress("127.0.0.1", port)
          .sslContext(
              GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
                  .trustManager(trust)
                  .build())
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException("preparing TLS", e);
    }
  }

  /** As {@code fairlead token create} does it. */
  public String token(String namespace, String group) {
    return stub()
        .createToken(
            CreateTokenRequest.newBuilder().setNamespace(namespace).setWorkloadGroup(group).build())
        .getToken();
  }

  /** As {@code fairlead proxy status} does it. */
  public List<Proxy> proxies() {
    return stub().proxyStatus(ProxyStatusRequest.getDefaultInstance()).getProxiesList();
  }

  private AdminServiceBlockingStub stub() {
    return AdminServiceGrpc.newBlockingStub(admin).withDeadlineAfter(20, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    admin.shutdownNow();
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    Processes.end(process);
  }
}
