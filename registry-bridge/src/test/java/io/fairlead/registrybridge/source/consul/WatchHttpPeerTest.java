package io.fairlead.registrybridge.source.consul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairlead.registrybridge.Reports;
import io.fairlead.registrybridge.source.SourceSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Watches of single services against a real Consul: over TLS, and where it refuses some. */
@Tag("peer")
final class WatchHttpPeerTest {

  private static final Duration START = Duration.ofSeconds(30);

  /** A tenth of a second is the aim; the rest is for machines that do other work. */
  private static final Duration AT_ONCE = Duration.ofSeconds(2);

  @TempDir private Path directory;

  private final Reports reports = new Reports();
  private final List<AutoCloseable> started = new ArrayList<>();

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : started.reversed()) {
      each.close();
    }
  }

  private RealConsul consul(int services, int connections) throws IOException {
    RealConsul consul = new RealConsul(directory, false, connections);
    started.add(consul);
    consul.awaitLeader();
    for (int i = 0; i < services; i++) {
      consul.register("svc-" + i, "svc-" + i, 1000 + i, "");
    }
    return consul;
  }

  private void watch(String address, Path caFile, int services) {
    ConsulSource source =
        new ConsulSource(
            new SourceSettings.Consul(
                "dc1",
                address,
                Path.of(""),
                caFile,
                "",
                "consul",
                "service.consul",
                new SourceSettings.Selection(List.of(), List.of()),
                true,
                false,
                100,
                Duration.ofSeconds(55),
                Duration.ofSeconds(60)),
            Clock.systemUTC(),
            RandomGeneratorFactory.of("L64X128MixRandom").create(1));
    started.add(source);
    source.start(reports);
    await()
        .atMost(START)
        .until(() -> reports.condition().equals("current") && reports.hosts().size() == services);
  }

  private boolean hasPort(int port) {
    return reports.last().services().values().stream()
        .anyMatch(service -> service.port(port).isPresent());
  }

  @Test
  void overTlsTwoConnectionsCarryThreeHundredQueriesThatStandOpen() throws Exception {
    RealConsul consul = consul(1, 10);
    SourceSettings.Access access =
        new SourceSettings.Access(
            URI.create(consul.tlsAddress()),
            Path.of(""),
            consul.caFile(),
            "",
            18,
            Duration.ofSeconds(55));
    try (WatchHttp http = new WatchHttp(access);
        ConsulClient client = new ConsulClient(access, http);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      String path = "/v1/health/service/svc-0";
      long index = client.get(path).index();
      List<Future<ConsulClient.Answer>> open = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        open.add(threads.submit(() -> client.get(path, index, access.waitTime())));
      }
      await()
          .during(Duration.ofSeconds(1))
          .atMost(START)
          .until(
              () ->
                  open.stream().noneMatch(Future::isDone)
                      && consul.connections(consul.tlsAddress()) == 2);
      assertThat(http.room()).isEqualTo(400);

      consul.register("svc-0", "svc-0", 1001, "");

      await().atMost(START).until(() -> open.stream().allMatch(Future::isDone));
      await()
          .atMost(START)
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(client.get(path).body()).contains("1001"));
    }
  }

  @Test
  void overTlsAllServicesAreWatchedByFewConnections() throws IOException {
    RealConsul consul = consul(300, 30);
    watch(consul.tlsAddress(), consul.caFile(), 300);
    for (int i : new int[] {3, 150, 299}) {
      consul.register("svc-" + i, "svc-" + i, 20_000 + i, "");
      await().atMost(AT_ONCE).until(() -> hasPort(20_000 + i));
    }
    assertThat(consul.connections(consul.tlsAddress())).isLessThanOrEqualTo(16);
    assertThat(reports.condition()).isEqualTo("current");
  }

  @Test
  void whereConsulRefusesConnectionsEverythingIsStillFollowed() throws IOException {
    RealConsul consul = consul(60, 24);
    watch(consul.address(), Path.of(""), 60);
    for (int i : new int[] {3, 30, 59}) {
      consul.register("svc-" + i, "svc-" + i, 20_000 + i, "");
      await().atMost(AT_ONCE).until(() -> hasPort(20_000 + i));
    }
    assertThat(consul.connections(consul.address())).isLessThanOrEqualTo(24);
    await().atMost(START).until(() -> reports.condition().equals("current"));
  }
}
