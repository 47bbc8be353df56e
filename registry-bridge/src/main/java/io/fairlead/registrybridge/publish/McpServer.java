package io.fairlead.registrybridge.publish;

import io.fairlead.xds.server.DiscoveryService;
import io.fairlead.xds.server.StreamListener;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.util.AdvancedTlsX509KeyManager;
import io.grpc.util.AdvancedTlsX509TrustManager;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The gRPC server that clients connect to. Plaintext on loopback; elsewhere by TLS with a client
 * certificate, which is required by the handshake.
 */
public final class McpServer implements AutoCloseable {

  private static final int STOP_SECONDS = 3;
  private static final int STREAMS_PER_CONNECTION = 16;
  private static final int LARGEST_METADATA = 16 << 10;
  private static final int RELOAD_SECONDS = 10;

  private final ScheduledExecutorService reloading =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("mcp-tls-reload").factory());

  private final Server server;

  /**
   * @throws IOException where a file of {@code tls} cannot be read
   */
  public McpServer(ListenAddress listen, TlsSettings tls, StreamListener listener)
      throws IOException {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(listen.socketAddress(), credentials(tls))
            .addService(
                new DiscoveryService(
                    node -> node.getId().isEmpty() ? "unnamed" : node.getId(), listener, Set.of()))
            .maxConcurrentCallsPerConnection(STREAMS_PER_CONNECTION)
            .maxInboundMetadataSize(LARGEST_METADATA);
    DiscoveryService.tune(builder);
    server = builder.build();
  }

  private ServerCredentials credentials(TlsSettings tls) throws IOException {
    if (!tls.isOn()) {
      return InsecureServerCredentials.create();
    }
    for (Path file : List.of(tls.cert(), tls.key(), tls.clientCa())) {
      if (!Files.isReadable(file)) {
        throw new IOException("tls: " + file + " is not there or may not be read");
      }
    }
    try {
      AdvancedTlsX509KeyManager identity = new AdvancedTlsX509KeyManager();
      AdvancedTlsX509KeyManager.Closeable unused =
          identity.updateIdentityCredentials(
              tls.cert().toFile(), tls.key().toFile(), RELOAD_SECONDS, TimeUnit.SECONDS, reloading);
      AdvancedTlsX509TrustManager clients = AdvancedTlsX509TrustManager.newBuilder().build();
      clients.updateTrustCredentials(
          tls.clientCa().toFile(), RELOAD_SECONDS, TimeUnit.SECONDS, reloading);
      return TlsServerCredentials.newBuilder()
          .keyManager(identity)
          .trustManager(clients)
          .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE)
          .build();
    } catch (GeneralSecurityException e) {
      throw new IOException("tls: cert, key and clientCa are not usable: " + e.getMessage(), e);
    }
  }

  public void start() throws IOException {
    server.start();
  }

  /** The port that is listened on. */
  public int port() {
    return server.getListenSockets().getFirst() instanceof InetSocketAddress address
        ? address.getPort()
        : 0;
  }

  @Override
  public void close() {
    reloading.shutdownNow();
    server.shutdownNow();
    try {
      if (!server.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the MCP server does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
