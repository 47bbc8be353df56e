package io.fairlead.registrybridge.source.consul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairlead.registrybridge.Reports;
import io.fairlead.registrybridge.source.SourceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The source against a real Consul. */
@Tag("peer")
final class ConsulPeerTest {

  /** The bar for a change in Consul to be reported. */
  private static final Duration BAR = Duration.ofSeconds(2);

  private static final Duration START = Duration.ofSeconds(30);

  @TempDir private Path directory;

  private final Reports reports = new Reports();
  private final List<AutoCloseable> started = new ArrayList<>();

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : started.reversed()) {
      each.close();
    }
  }

  private RealConsul consul(boolean hasAcl) throws IOException {
    RealConsul consul = new RealConsul(directory, hasAcl);
    started.add(consul);
    consul.awaitLeader();
    return consul;
  }

  private void watch(RealConsul consul, String tokenFile) {
    ConsulSource source =
        new ConsulSource(
            new SourceSettings.Consul(
                "dc1",
                consul.address(),
                Path.of(tokenFile),
                Path.of(""),
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
    await().atMost(START).until(() -> reports.condition().equals("current"));
  }

  private void awaitEndpoints(Duration most, String... endpoints) {
    await()
        .atMost(most)
        .pollInterval(Duration.ofMillis(10))
        .untilAsserted(() -> assertThat(reports.endpoints()).containsExactly(endpoints));
  }

  private String version() {
    return reports.last().services().values().iterator().next().discovery().endpoints().stream()
        .findFirst()
        .map(endpoint -> endpoint.labels().values().getOrDefault("version", "none"))
        .orElse("gone");
  }

  @Test
  void seesEveryKindOfChangeWithinTwoSeconds() throws IOException {
    RealConsul consul = consul(false);
    watch(consul, "");
    assertThat(reports.endpoints()).isEmpty();

    consul.register("web-1", "web", 80, "\"version\": \"v1\"");
    awaitEndpoints(BAR, "10.1.0.1");
    assertThat(version()).isEqualTo("v1");

    consul.put("/v1/agent/check/fail/check-web-1", "");
    awaitEndpoints(BAR);
    consul.put("/v1/agent/check/pass/check-web-1", "");
    awaitEndpoints(BAR, "10.1.0.1");

    consul.register("web-1", "web", 80, "\"version\": \"v2\"");
    await().atMost(BAR).until(() -> version().equals("v2"));

    consul.register("web-1", "web", 81, "\"version\": \"v2\", \"protocol\": \"http\"");
    await()
        .atMost(BAR)
        .until(
            () ->
                reports.last().services().values().iterator().next().ports().getFirst().number()
                    == 81);

    consul.register("web-2", "web", 0, "");
    await().atMost(BAR).until(() -> !reports.last().problems().isEmpty());
    assertThat(reports.last().problems()).asString().contains("instance web-2 on n1", "port 0");
    assertThat(reports.endpoints()).containsExactly("10.1.0.1");
    consul.put("/v1/agent/service/deregister/web-2", "");

    consul.put("/v1/agent/service/maintenance/web-1?enable=true", "");
    awaitEndpoints(BAR);
    consul.put("/v1/agent/service/maintenance/web-1?enable=false", "");
    awaitEndpoints(BAR, "10.1.0.1");

    consul.put("/v1/agent/service/deregister/web-1", "");
    await().atMost(BAR).until(() -> reports.hosts().isEmpty());
  }

  @Test
  void seesAChangeAmongTwoHundredServicesWithinTwoSeconds() throws IOException {
    RealConsul consul = consul(false);
    for (int i = 0; i < 200; i++) {
      consul.register("svc-" + i, "svc-" + i, 1000 + i, "");
    }
    watch(consul, "");
    await().atMost(BAR).until(() -> reports.hosts().size() == 200);
    consul.put("/v1/agent/check/fail/check-svc-77", "");
    await().atMost(BAR).until(() -> reports.endpoints().size() == 199);
    consul.register("svc-78", "svc-78", 9999, "");
    await()
        .atMost(BAR)
        .until(
            () ->
                reports.last().services().values().stream()
                    .anyMatch(service -> service.port(9999).isPresent()));
  }

  @Test
  void readsByATokenWhereEverythingElseIsDenied() throws IOException {
    RealConsul consul = consul(true);
    consul.register("web-1", "web", 80, "");
    Path token = Files.writeString(directory.resolve("token"), RealConsul.TOKEN + "\n");
    watch(consul, token.toString());
    awaitEndpoints(BAR, "10.1.0.1");
  }

  @Test
  void keepsItsEndpointsWhenItsTokenIsNoLongerKnown() throws IOException {
    RealConsul consul = consul(true);
    consul.register("web-1", "web", 80, "");
    Path token = Files.writeString(directory.resolve("token"), RealConsul.TOKEN + "\n");
    watch(consul, token.toString());
    awaitEndpoints(BAR, "10.1.0.1");
    Files.writeString(token, "11111111-2222-3333-4444-555555555555");
    // Queries that are open keep their token; the next ones do not.
    consul.put("/v1/agent/check/fail/check-web-1", "");
    await()
        .atMost(START)
        .untilAsserted(
            () -> {
              assertThat(reports.condition()).isEqualTo("stale");
              assertThat(reports.last().condition().error()).contains("status 403");
            });
    assertThat(reports.hosts()).containsExactly("web.service.consul");
  }

  @Test
  void keepsItsEndpointsWhileConsulIsAwayAndFollowsOnItsReturn() throws Exception {
    RealConsul consul = consul(false);
    consul.register("web-1", "web", 80, "");
    watch(consul, "");
    awaitEndpoints(BAR, "10.1.0.1");
    int before = reports.all().size();
    consul.kill();
    await().atMost(BAR).until(() -> reports.condition().equals("stale"));
    assertThat(reports.endpoints()).containsExactly("10.1.0.1");
    consul.restart();
    consul.awaitLeader();
    await().atMost(Duration.ofSeconds(20)).until(() -> reports.condition().equals("current"));
    consul.put("/v1/agent/check/pass/check-web-1", "");
    awaitEndpoints(Duration.ofSeconds(20), "10.1.0.1");
    assertThat(reports.all().stream().skip(before).toList())
        .as("the service was there all the time")
        .allSatisfy(report -> assertThat(report.services()).hasSize(1));
  }
}
