package io.fairlead.registrybridge.source.consul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairlead.registrybridge.Reports;
import io.fairlead.registrybridge.source.SourceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** With a watch for each service, and with none. */
@ParameterizedClass
@ValueSource(ints = {ConsulSourceTest.SWEPT, 100})
final class ConsulSourceTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  /** Leaves no connection for a watch of a single service. */
  static final int SWEPT = SourceSettings.Access.OTHER_CONNECTIONS;

  private final int maxConnections;
  private final Reports reports = new Reports();
  private FakeConsul consul;
  private int lastSeen;
  private final List<ConsulSource> started = new ArrayList<>();

  ConsulSourceTest(int maxConnections) {
    this.maxConnections = maxConnections;
  }

  @BeforeEach
  void startConsul() throws IOException {
    consul = new FakeConsul();
    consul.register("web-1", "web", "10.0.0.1", 80);
    consul.register("web-2", "web", "10.0.0.2", 80);
  }

  @AfterEach
  void stop() {
    started.forEach(ConsulSource::close);
    consul.close();
  }

  private void start(Path tokenFile, Duration hold) {
    start(tokenFile, hold, maxConnections);
  }

  private void start(Path tokenFile, Duration hold, int connections) {
    ConsulSource source =
        new ConsulSource(
            new SourceSettings.Consul(
                "dc1",
                consul.address(),
                tokenFile,
                Path.of(""),
                "",
                "consul",
                "service.consul",
                new SourceSettings.Selection(List.of(), List.of()),
                true,
                false,
                connections,
                Duration.ofSeconds(1),
                hold),
            Clock.systemUTC(),
            RandomGeneratorFactory.of("L64X128MixRandom").create(1));
    started.add(source);
    source.start(reports);
  }

  private void start() {
    start(Path.of(""), Duration.ofSeconds(60));
  }

  private void awaitEndpoints(String... endpoints) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(reports.condition()).isEqualTo("current");
              assertThat(reports.endpoints()).containsExactly(endpoints);
            });
  }

  private void awaitCondition(String condition) {
    await().atMost(SOON).until(() -> reports.condition().equals(condition));
  }

  @Test
  void aChangeWithoutANameIsLookedForFirstWhereSomethingChangedLast() {
    for (int i = 0; i < 300; i++) {
      consul.register("s" + i, "s" + i, "10.1." + i / 200 + "." + (1 + i % 200), 80);
    }
    start(Path.of(""), Duration.ofSeconds(60), SWEPT);
    await().atMost(SOON).until(() -> reports.endpoints().size() == 302);
    consul.flip("web-1", "critical");
    await().atMost(SOON).until(() -> !reports.endpoints().contains("10.0.0.1"));
    await().atMost(SOON).until(this::isAtRest);
    int before = consul.requests().size();

    consul.deregister("web-2");

    await().atMost(SOON).until(() -> !reports.endpoints().contains("10.0.0.2"));
    assertThat(
            consul.requests().subList(before, consul.requests().size()).stream()
                .map(request -> request.uri().getPath())
                .filter(path -> path.startsWith("/v1/health/service/"))
                .limit(16))
        .contains("/v1/health/service/web");
  }

  /** Whether nothing but blocking queries has been asked since the last look. */
  private boolean isAtRest() {
    int seen = consul.requests().size();
    boolean isSame = seen == lastSeen;
    lastSeen = seen;
    return isSame;
  }

  @Test
  void readsEveryServiceBeforeItIsCurrent() {
    consul.register("db-1", "db", "10.0.1.1", 5432);
    start();
    awaitEndpoints("10.0.0.1", "10.0.0.2", "10.0.1.1");
    assertThat(reports.all())
        .filteredOn(report -> report.condition().isSynced())
        .allSatisfy(report -> assertThat(report.services()).hasSize(2));
  }

  @Test
  void followsRegistrationsAndDeregistrations() {
    start();
    awaitEndpoints("10.0.0.1", "10.0.0.2");
    consul.register("db-1", "db", "10.0.1.1", 5432);
    awaitEndpoints("10.0.0.1", "10.0.0.2", "10.0.1.1");
    consul.deregister("web-1");
    consul.deregister("db-1");
    awaitEndpoints("10.0.0.2");
    assertThat(reports.hosts()).containsExactly("web.service.consul");
  }

  @Test
  void followsFlipsOfHealth() {
    start();
    awaitEndpoints("10.0.0.1", "10.0.0.2");
    consul.flip("web-1", "critical");
    awaitEndpoints("10.0.0.2");
    consul.flip("web-1", "passing");
    awaitEndpoints("10.0.0.1", "10.0.0.2");
  }

  @Test
  void followsAChangeThatNamesNoService() {
    start();
    awaitEndpoints("10.0.0.1", "10.0.0.2");
    consul.register("web-1", "web", "10.0.0.1", 81);
    awaitEndpoints("10.0.0.1 {tcp=81}", "10.0.0.2");
  }

  @Test
  void tellsWhichHostsChanged() {
    consul.register("db-1", "db", "10.0.1.1", 5432);
    start();
    awaitEndpoints("10.0.0.1", "10.0.0.2", "10.0.1.1");
    int before = reports.all().size();
    consul.flip("db-1", "critical");
    awaitEndpoints("10.0.0.1", "10.0.0.2");
    assertThat(reports.all().stream().skip(before).toList())
        .flatExtracting(report -> report.changed().stream().map(Object::toString).toList())
        .containsOnly("db.service.consul");
  }

  @Test
  void isUnsyncedWhileConsulCannotBeRead() {
    consul.behave(path -> FakeConsul.Reply.of(500, "No cluster leader"));
    start();
    awaitCondition("unsynced");
    assertThat(reports.last().condition().error()).contains("status 500", "No cluster leader");
    consul.behave(path -> FakeConsul.Reply.HONEST);
    awaitEndpoints("10.0.0.1", "10.0.0.2");
  }

  @Test
  void staysUnsyncedWhileOneServiceCannotBeRead() {
    consul.behave(
        path ->
            path.endsWith("/service/web")
                ? FakeConsul.Reply.of(503, "busy")
                : FakeConsul.Reply.HONEST);
    start();
    awaitCondition("unsynced");
    assertThat(reports.all()).noneMatch(report -> report.condition().isSynced());
  }

  @Test
  void followsTheOthersWhileOneServiceCannotBeRead() {
    consul.register("db-1", "db", "10.0.1.1", 5432);
    start();
    awaitEndpoints("10.0.0.1", "10.0.0.2", "10.0.1.1");
    consul.behave(
        path ->
            path.endsWith("/service/db")
                ? FakeConsul.Reply.of(200, "[{}]")
                : FakeConsul.Reply.HONEST);
    awaitCondition("stale");
    consul.flip("web-1", "critical");
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(reports.endpoints()).containsExactly("10.0.0.2", "10.0.1.1"));
    assertThat(reports.condition()).isEqualTo("stale");
  }

  @Test
  void keepsItsEndpointsThroughErrors() {
    start();
    awaitEndpoints("10.0.0.1", "10.0.0.2");
    for (FakeConsul.Reply reply :
        List.of(
            FakeConsul.Reply.of(500, "rpc error"),
            FakeConsul.Reply.of(200, "<html>proxy</html>"),
            FakeConsul.Reply.of(403, "ACL not found"),
            FakeConsul.Reply.withoutIndex("{}"))) {
      consul.behave(path -> reply);
      awaitCondition("stale");
      assertThat(reports.endpoints()).containsExactly("10.0.0.1", "10.0.0.2");
      consul.behave(path -> FakeConsul.Reply.HONEST);
      awaitEndpoints("10.0.0.1", "10.0.0.2");
    }
  }

  @Test
  void reportsWhenItBecameStale() {
    start();
    awaitEndpoints("10.0.0.1", "10.0.0.2");
    Instant before = Instant.now();
    consul.close();
    awaitCondition("stale");
    assertThat(reports.last().condition())
        .isInstanceOfSatisfying(
            io.fairlead.registrybridge.source.Condition.Stale.class,
            stale -> assertThat(stale.since()).isBetween(before, Instant.now()));
  }

  @Test
  void readsAgainAfterTheIndexWentBack() {
    start();
    awaitEndpoints("10.0.0.1", "10.0.0.2");
    consul.register("web-3", "web", "10.0.0.3", 80);
    consul.resetIndex(2);
    awaitEndpoints("10.0.0.1", "10.0.0.2", "10.0.0.3");
    consul.flip("web-3", "critical");
    awaitEndpoints("10.0.0.1", "10.0.0.2");
  }

  @Test
  void holdsTheSuddenLossOfMostEndpoints() {
    IntStream.range(0, 12)
        .forEach(i -> consul.register("db-" + i, "db", "10.0.2." + (i + 1), 5432));
    start();
    await().atMost(SOON).until(() -> reports.endpoints().size() == 14);
    consul.clear();
    awaitCondition("held");
    assertThat(reports.endpoints()).hasSize(14);
    assertThat(reports.last().condition().error()).contains("of 14 endpoints only 0 are left");
  }

  @Test
  void believesALossThatLasts() {
    IntStream.range(0, 12)
        .forEach(i -> consul.register("db-" + i, "db", "10.0.2." + (i + 1), 5432));
    start(Path.of(""), Duration.ofSeconds(1));
    await().atMost(SOON).until(() -> reports.endpoints().size() == 14);
    consul.clear();
    awaitCondition("held");
    awaitEndpoints();
  }

  @Test
  void sendsItsTokenInAHeaderAndNeverInAUrl(@TempDir Path directory) throws IOException {
    Path token = Files.writeString(directory.resolve("token"), "secret-1\n");
    start(token, Duration.ZERO);
    awaitEndpoints("10.0.0.1", "10.0.0.2");
    assertThat(consul.requests()).extracting(FakeConsul.Request::token).containsOnly("secret-1");
    assertThat(consul.requests())
        .noneMatch(request -> request.uri().toString().contains("token="))
        .noneMatch(request -> request.uri().toString().contains("secret"));

    Files.writeString(token, "secret-2\n");
    Files.setLastModifiedTime(token, FileTime.from(Instant.now().plusSeconds(5)));
    consul.register("web-3", "web", "10.0.0.3", 80);
    awaitEndpoints("10.0.0.1", "10.0.0.2", "10.0.0.3");
    await()
        .atMost(SOON)
        .until(() -> consul.requests().stream().anyMatch(each -> each.token().equals("secret-2")));
  }

  @Test
  void saysSoWhereItsTokenCannotBeRead(@TempDir Path directory) {
    start(directory.resolve("absent"), Duration.ZERO);
    awaitCondition("unsynced");
    assertThat(reports.last().condition().error()).contains("absent");
    assertThat(consul.requests()).isEmpty();
  }

  @Test
  void asksRarelyWhileNothingHappens() {
    start();
    awaitEndpoints("10.0.0.1", "10.0.0.2");
    int before = consul.requests().size();
    await()
        .pollDelay(Duration.ofMillis(1500))
        .atMost(SOON)
        .untilAsserted(() -> assertThat(consul.requests().size() - before).isLessThan(12));
  }

  @Test
  void closesWhileItsQueriesAreOpen() {
    consul.behave(path -> FakeConsul.Reply.HANG);
    start();
    await().atMost(SOON).until(() -> consul.requests().size() >= 3);
    started.forEach(ConsulSource::close);
    started.forEach(ConsulSource::close);
  }
}
