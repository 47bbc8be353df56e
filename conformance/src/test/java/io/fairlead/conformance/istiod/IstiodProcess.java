package io.fairlead.conformance.istiod;

import io.fairlead.peers.istiod.IstiodServer;
import io.fairlead.peers.kubernetes.KubernetesApi;
import io.fairlead.peers.kubernetes.KubernetesApi.Placed;
import io.fairlead.peers.kubernetes.KubernetesServer;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** istiod as the comparison needs it: without its own filters, and asked what it knows. */
public final class IstiodProcess implements AutoCloseable {

  private static final String MESH =
      """
      enableAutoMtls: false
      rootNamespace: istio-system
      defaultConfig:
        discoveryAddress: 127.0.0.1:15012
      """;

  private final KubernetesServer server;
  private final IstiodServer istiod;
  private final ManagedChannel channel;

  public IstiodProcess(Path directory) {
    this.server = new KubernetesServer(directory.resolve("kubernetes"));
    server.api().createNamespace("istio-system");
    server.defineIstioKinds();
    this.istiod =
        new IstiodServer(
            server,
            directory.resolve("istiod"),
            MESH,
            Map.of("PILOT_ENABLE_METADATA_EXCHANGE", "false", "PILOT_ENABLE_ALPN_FILTER", "false"),
            List.of("--httpsAddr=", "--secureGRPCAddr="));
    this.channel =
        NettyChannelBuilder.forAddress("127.0.0.1", istiod.plaintextPort())
            .usePlaintext()
            .maxInboundMessageSize(Integer.MAX_VALUE)
            .build();
  }

  KubernetesApi kubernetes() {
    return server.api();
  }

  ManagedChannel channel() {
    return channel;
  }

  /** Until istiod knows these resources and no others. */
  void awaitConfig(Collection<Placed> placed) {
    Set<String> expected =
        placed.stream()
            .map(one -> one.kind() + " " + one.namespace() + "/" + one.name())
            .collect(Collectors.toSet());
    await("knows " + expected, () -> Istiod.known(istiod.debug("/debug/configz")).equals(expected));
  }

  void await(String what, Callable<Boolean> condition) {
    org.awaitility.Awaitility.await()
        .alias("istiod " + what)
        .atMost(Duration.ofSeconds(30))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50))
        .until(condition);
  }

  @Override
  public void close() {
    channel.shutdownNow();
    istiod.close();
    server.close();
  }
}
