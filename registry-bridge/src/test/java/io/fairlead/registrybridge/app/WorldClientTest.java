package io.fairlead.registrybridge.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.fairlead.api.istio.mcp.v1alpha1.Resource;
import io.fairlead.istioconfig.Kinds;
import io.fairlead.registrybridge.publish.McpServer;
import io.fairlead.settings.SettingsFile;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** The bridge as a stock istiod asks it: state of the world, one request for each of its types. */
final class WorldClientTest {

  private static final String SERVICES =
      """
      services:
        - host: billing.internal
          ports: [{number: 8080, name: http, protocol: http}]
          endpoints: [{address: 10.0.0.7}, {address: 10.0.0.8}]
      """;

  /** Keeps what the stream says. */
  private static final class Answers implements StreamObserver<DiscoveryResponse> {
    private final LinkedBlockingQueue<DiscoveryResponse> said = new LinkedBlockingQueue<>();

    @Override
    public void onNext(DiscoveryResponse answer) {
      said.add(answer);
    }

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onCompleted() {}

    DiscoveryResponse next() throws InterruptedException {
      DiscoveryResponse answer = said.poll(20, TimeUnit.SECONDS);
      assertThat(answer).as("an answer within 20 s").isNotNull();
      return answer;
    }
  }

  private static Map<String, DiscoveryResponse> askForAll(ManagedChannel channel)
      throws InterruptedException {
    Answers answers = new Answers();
    StreamObserver<DiscoveryRequest> stream =
        AggregatedDiscoveryServiceGrpc.newStub(channel).streamAggregatedResources(answers);
    Node node = Node.newBuilder().setId("istiod").build();
    for (String type : Kinds.mcpTypes()) {
      stream.onNext(DiscoveryRequest.newBuilder().setNode(node).setTypeUrl(type).build());
    }
    Map<String, DiscoveryResponse> byType = new HashMap<>();
    while (byType.size() < Kinds.mcpTypes().size()) {
      DiscoveryResponse answer = answers.next();
      byType.put(answer.getTypeUrl(), answer);
    }
    stream.onCompleted();
    return byType;
  }

  private static Map<String, String> versions(Map<String, DiscoveryResponse> answers) {
    Map<String, String> versions = new HashMap<>();
    answers.forEach((type, answer) -> versions.put(type, answer.getVersionInfo()));
    return versions;
  }

  private static List<String> names(Map<String, DiscoveryResponse> answers, String type) {
    return Objects.requireNonNull(answers.get(type)).getResourcesList().stream()
        .map(
            any -> {
              try {
                return any.unpack(Resource.class).getMetadata().getName();
              } catch (InvalidProtocolBufferException e) {
                throw new AssertionError("not an MCP resource", e);
              }
            })
        .sorted()
        .toList();
  }

  @Test
  void answersEveryTypeWithTheWholeOfItAndEmptyOnesToo(@TempDir Path directory) throws Exception {
    Files.writeString(directory.resolve("services.yaml"), SERVICES);
    Path file =
        Files.writeString(
            directory.resolve("bridge.yaml"),
            """
            listen: 127.0.0.1:0
            health: {listen: "127.0.0.1:0"}
            sources: {files: [{name: static, path: services.yaml}]}
            """);
    try (ConfigurableApplicationContext bridge =
        BridgeApplication.start(SettingsFile.read(file, BridgeSettings.class).in(directory))) {
      int port = bridge.getBean(McpServer.class).port();
      ManagedChannel channel =
          NettyChannelBuilder.forAddress(
                  new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
              .usePlaintext()
              .build();
      try {
        Map<String, DiscoveryResponse> answers = askForAll(channel);
        for (String version : List.of("v1", "v1beta1", "v1alpha3")) {
          assertThat(names(answers, "networking.istio.io/" + version + "/ServiceEntry"))
              .containsExactly("static/billing.internal");
        }
        assertThat(names(answers, "networking.istio.io/v1/WorkloadEntry")).hasSize(2);
        assertThat(names(answers, "networking.istio.io/v1/Gateway")).isEmpty();
        assertThat(names(answers, "core/v1alpha1/MeshConfig")).isEmpty();
        assertThat(versions(askForAll(channel))).isEqualTo(versions(answers));
      } finally {
        channel.shutdownNow();
      }
    }
  }
}
