package io.fairlead.xds.client;

import static io.fairlead.xds.Worlds.with;
import static io.fairlead.xds.Worlds.world;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.envoyproxy.envoy.config.core.v3.Node;
import io.fairlead.xds.Resource;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.server.DiscoveryService;
import io.fairlead.xds.server.RecordedStreams;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AdsClientTest {

  private static final ResourceType SERVICES =
      new ResourceType("networking.istio.io/v1/ServiceEntry");
  private static final ResourceType WORKLOADS =
      new ResourceType("networking.istio.io/v1/WorkloadEntry");
  private static final Backoff QUICK = new Backoff(Duration.ofMillis(20), Duration.ofMillis(200));

  private final RecordedStreams owner =
      new RecordedStreams(with(with(world(), SERVICES, "ns/a", "ns/b"), WORKLOADS));
  private final Heard heard = new Heard();
  private Server server;
  private ManagedChannel channel;
  private AdsClient client;

  @BeforeEach
  void connects() throws IOException {
    server = served(0);
    channel = Channels.plaintext("127.0.0.1", server.getPort());
    client =
        new AdsClient(
            channel,
            Node.newBuilder().setId("bridge").build(),
            List.of(SERVICES, WORKLOADS),
            heard,
            QUICK,
            new Random(1));
  }

  @AfterEach
  void disconnects() throws InterruptedException {
    client.close();
    channel.shutdownNow();
    server.shutdownNow().awaitTermination();
  }

  @Test
  void hearsTheFirstAnswerOfEachTypeEvenWhereItIsEmpty() {
    client.start();
    heard.awaits("connected", "ServiceEntry [ns/a@1, ns/b@1] []", "WorkloadEntry [] []");
  }

  @Test
  void hearsWhatChangesAndWhatIsRemoved() {
    client.start();
    heard.awaitsCount(3);
    owner.publish(with(with(world(), SERVICES, "ns/b@2"), WORKLOADS));
    heard.awaits(
        "connected",
        "ServiceEntry [ns/a@1, ns/b@1] []",
        "WorkloadEntry [] []",
        "ServiceEntry [ns/b@2] [ns/a]");
  }

  @Test
  void hearsOfNoChangeWhereTheServerReturnsAsItWas() throws Exception {
    client.start();
    heard.awaitsCount(3);
    heard.forget();
    restart();
    heard.awaits("disconnected", "connected", "ServiceEntry [] []", "WorkloadEntry [] []");
  }

  @Test
  void hearsWhatChangedWhileItWasAway() throws Exception {
    client.start();
    heard.awaitsCount(3);
    heard.forget();
    int port = stop();
    owner.publish(with(with(world(), SERVICES, "ns/b", "ns/c"), WORKLOADS, "ns/w"));
    server = served(port);
    heard.awaits(
        "disconnected", "connected", "ServiceEntry [ns/c@1] [ns/a]", "WorkloadEntry [ns/w@1] []");
  }

  @Test
  void refusesWhatItsListenerRefuses() {
    heard.refuse("no bridge to ns/b");
    client.start();
    await().until(() -> owner.events().contains("rejected no bridge to ns/b"));
    heard.accept();
    owner.publish(with(with(world(), SERVICES, "ns/a@2", "ns/b@2"), WORKLOADS));
    await().until(() -> heard.lines.contains("ServiceEntry [ns/a@2, ns/b@2] []"));
  }

  @Test
  void triesAgainUntilTheServerIsThere() throws Exception {
    int port = stop();
    client.start();
    await().until(() -> heard.lines.isEmpty() && heard.attempts.get() >= 3);
    server = served(port);
    heard.awaits("connected", "ServiceEntry [ns/a@1, ns/b@1] []", "WorkloadEntry [] []");
  }

  @Test
  void staysAwayOnceClosed() {
    client.start();
    heard.awaitsCount(3);
    client.close();
    client.close();
    await().until(() -> owner.streams().isEmpty());
    client.start();
    assertThat(owner.events()).containsExactly("opened anyone", "closed anyone");
  }

  private void restart() throws Exception {
    server = served(stop());
  }

  private int stop() throws InterruptedException {
    int port = server.getPort();
    server.shutdownNow().awaitTermination();
    return port;
  }

  private Server served(int port) throws IOException {
    ServerBuilder<?> builder =
        Grpc.newServerBuilderForPort(port, InsecureServerCredentials.create())
            .addService(new DiscoveryService(node -> "anyone", owner, Set.of()));
    DiscoveryService.tune(builder);
    return builder.build().start();
  }

  /** Writes down what it hears; a stream that never was up counts as an attempt alone. */
  private static final class Heard implements SubscriptionListener {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AtomicInteger attempts = new AtomicInteger();
    private volatile String refusal = "";
    private boolean isConnected;

    @Override
    public void updated(ResourceType type, List<Resource> changed, Set<String> removed) {
      if (!refusal.isEmpty()) {
        throw new IllegalArgumentException(refusal);
      }
      List<String> names =
          changed.stream().map(one -> one.name() + "@" + one.version()).sorted().toList();
      String kind = type.url().substring(type.url().lastIndexOf('/') + 1);
      lines.add(kind + " " + names + " " + new TreeSet<>(removed));
    }

    @Override
    public void connected() {
      isConnected = true;
      lines.add("connected");
    }

    @Override
    public void disconnected(Status status) {
      attempts.incrementAndGet();
      if (isConnected) {
        lines.add("disconnected");
      }
      isConnected = false;
    }

    void refuse(String words) {
      refusal = words;
    }

    void accept() {
      refusal = "";
    }

    void forget() {
      lines.clear();
    }

    void awaitsCount(int count) {
      await().until(() -> lines.size() == count);
    }

    void awaits(String... expected) {
      await().untilAsserted(() -> assertThat(lines).containsExactly(expected));
    }
  }
}
