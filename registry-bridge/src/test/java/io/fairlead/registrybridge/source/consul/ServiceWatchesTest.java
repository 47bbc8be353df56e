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
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Watches of single services, seen from a Consul that counts what it is asked. */
final class ServiceWatchesTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final int OTHERS = SourceSettings.Access.OTHER_CONNECTIONS;
  private static final int SERVICES = 40;

  private final Reports reports = new Reports();
  private final List<ConsulSource> started = new ArrayList<>();
  private FakeConsul consul;

  @BeforeEach
  void startConsul() throws IOException {
    consul = new FakeConsul();
    for (int i = 0; i < SERVICES; i++) {
      consul.register(service(i) + "-1", service(i), "10.1.0." + (1 + i), 80);
      consul.register(service(i) + "-2", service(i), "10.2.0." + (1 + i), 80);
    }
  }

  @AfterEach
  void stop() {
    started.forEach(ConsulSource::close);
    consul.close();
  }

  private static String service(int number) {
    return "s%02d".formatted(number);
  }

  private void start(int maxConnections) {
    ConsulSource source =
        new ConsulSource(
            new SourceSettings.Consul(
                "dc1",
                consul.address(),
                Path.of(""),
                Path.of(""),
                "",
                "consul",
                "service.consul",
                new SourceSettings.Selection(List.of(), List.of()),
                true,
                false,
                maxConnections,
                Duration.ofSeconds(55),
                Duration.ofSeconds(60)),
            Clock.systemUTC(),
            RandomGeneratorFactory.of("L64X128MixRandom").create(1));
    started.add(source);
    source.start(reports);
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(reports.condition()).isEqualTo("current");
              assertThat(reports.endpoints()).hasSize(2 * SERVICES);
            });
  }

  private Set<String> watched() {
    return consul.requests().stream()
        .map(FakeConsul.Request::uri)
        .filter(uri -> String.valueOf(uri.getQuery()).contains("index="))
        .map(URI::getPath)
        .filter(path -> path.startsWith("/v1/health/service/"))
        .map(path -> path.substring("/v1/health/service/".length()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void awaitWatched(int services) {
    await().atMost(SOON).untilAsserted(() -> assertThat(watched()).hasSize(services));
  }

  private List<String> askedSince(int before) {
    return consul.requests().subList(before, consul.requests().size()).stream()
        .map(request -> request.uri().getPath())
        .filter(path -> path.startsWith("/v1/health/service/"))
        .toList();
  }

  private void awaitGone(String address) {
    await().atMost(SOON).until(() -> !reports.endpoints().contains(address));
  }

  @Test
  void aChangeThatNamesNoServiceIsToldByItsWatchAndLooksForNothing() {
    start(OTHERS + SERVICES);
    awaitWatched(SERVICES);
    int before = consul.requests().size();

    consul.deregister("s07-1");

    awaitGone("10.1.0.8");
    await()
        .during(Duration.ofMillis(500))
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(askedSince(before))
                    .as("the watch itself, which asks again")
                    .hasSizeLessThanOrEqualTo(1));
  }

  @Test
  void aFlipThatItsWatchTellsIsReadOnceAndNotTwice() {
    start(OTHERS + SERVICES);
    awaitWatched(SERVICES);
    int before = consul.requests().size();

    consul.flip("s07-1", "critical");

    awaitGone("10.1.0.8");
    await()
        .during(Duration.ofMillis(1500))
        .atMost(SOON)
        .untilAsserted(() -> assertThat(askedSince(before)).hasSizeLessThanOrEqualTo(1));
  }

  @Test
  void whereThereIsNoRoomForAllTheOnesThatChangedLastAreWatched() {
    start(OTHERS + 4);
    awaitWatched(4);
    String unwatched =
        java.util.stream.IntStream.range(0, SERVICES)
            .mapToObj(ServiceWatchesTest::service)
            .filter(name -> !watched().contains(name))
            .findFirst()
            .orElseThrow();

    consul.deregister(unwatched + "-1");

    await().atMost(SOON).untilAsserted(() -> assertThat(watched()).contains(unwatched));
    assertThat(reports.endpoints()).hasSize(2 * SERVICES - 1);
    consul.deregister(unwatched + "-2");
    await().atMost(SOON).until(() -> reports.endpoints().size() == 2 * SERVICES - 2);
  }

  @Test
  void followsEveryChangeWhileWatchesComeAndGo() {
    start(OTHERS + 4);
    for (int i = 0; i < SERVICES; i++) {
      consul.deregister(service(i) + "-1");
      consul.register(service(i) + "-2", service(i), "10.3.0." + (1 + i), 80);
    }
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(reports.endpoints())
                    .hasSize(SERVICES)
                    .allMatch(each -> each.startsWith("10.3.")));
  }

  @Test
  void aWatchThatHangsHidesNoFlipForLong() {
    consul.treat(
        uri -> FakeConsul.isWatch(uri, "s07") ? FakeConsul.Reply.HANG : FakeConsul.Reply.HONEST);
    start(OTHERS + SERVICES);
    awaitWatched(SERVICES);
    consul.flip("s07-1", "critical");
    awaitGone("10.1.0.8");
  }

  @Test
  void connectionsThatConsulRefusesAreNotAskedForAgainAtOnce() {
    consul.treat(
        uri ->
            String.valueOf(uri.getPath()).startsWith("/v1/health/service/")
                    && String.valueOf(uri.getQuery()).contains("index=")
                ? FakeConsul.Reply.of(429, "too many connections")
                : FakeConsul.Reply.HONEST);
    start(OTHERS + SERVICES);
    await().atMost(SOON).until(() -> !watched().isEmpty());
    await()
        .during(Duration.ofSeconds(2))
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(reports.condition()).isEqualTo("current");
              assertThat(
                      consul.requests().stream()
                          .filter(each -> String.valueOf(each.uri().getQuery()).contains("index="))
                          .filter(each -> each.uri().getPath().startsWith("/v1/health/service/")))
                  .hasSizeLessThanOrEqualTo(SERVICES);
            });
    consul.deregister("s07-1");
    awaitGone("10.1.0.8");
  }

  @Test
  void holdsALossThatIsToldByManyWatches() {
    start(OTHERS + SERVICES);
    awaitWatched(SERVICES);
    for (int i = 0; i < SERVICES; i++) {
      consul.deregister(service(i) + "-1");
    }
    for (int i = 0; i < 25; i++) {
      consul.deregister(service(i) + "-2");
    }
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(reports.condition() + reports.endpoints()).startsWith("held"));
    assertThat(reports.endpoints()).hasSizeGreaterThanOrEqualTo(SERVICES);
  }

  @Test
  void anInstanceThatFlapsCostsABoundedNumberOfQueries() throws InterruptedException {
    start(OTHERS + SERVICES);
    awaitWatched(SERVICES);
    int before = consul.requests().size();
    long begun = System.nanoTime();
    for (int i = 0; i < 200; i++) {
      consul.register("s07-1", "s07", "10.1.0." + (50 + i % 2), 80);
      Thread.sleep(5);
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    assertThat(askedSince(before).size()).isLessThanOrEqualTo((int) (seconds * 20) + 2);
  }
}
