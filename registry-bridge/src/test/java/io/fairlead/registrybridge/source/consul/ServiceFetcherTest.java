package io.fairlead.registrybridge.source.consul;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.registrybridge.source.SourceSettings;
import io.fairlead.registrybridge.source.consul.ServiceFetcher.Fetched;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ServiceFetcherTest {

  private FakeConsul consul;
  private ConsulClient client;
  private ServiceFetcher fetcher;

  @BeforeEach
  void start() throws IOException {
    consul = new FakeConsul();
    consul.register("web-1", "web", "10.0.0.1", 80);
    consul.register("db-1", "db", "10.0.1.1", 5432);
    SourceSettings.Consul settings =
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
            100,
            Duration.ofSeconds(1),
            Duration.ofSeconds(1));
    client = new ConsulClient(settings.access());
    fetcher = new ServiceFetcher(client);
  }

  @AfterEach
  void stop() {
    client.close();
    consul.close();
  }

  private List<String> fetch() throws InterruptedException {
    return fetcher.fetch(List.of("web", "db")).stream()
        .map(
            each ->
                switch (each) {
                  case Fetched.Found found -> "found " + found.name();
                  case Fetched.Same same -> "same " + same.name();
                  case Fetched.Failed failed -> "failed " + failed.name();
                })
        .toList();
  }

  @Test
  void takesApartOnlyWhatIsNotAsItWas() throws Exception {
    assertThat(fetch()).containsExactly("found web", "found db");
    assertThat(fetch()).containsExactly("same web", "same db");
    consul.register("web-2", "web", "10.0.0.2", 80);
    assertThat(fetch()).containsExactly("found web", "same db");
  }

  @Test
  void afterAFailureItIsStillAsItWas() throws Exception {
    fetch();
    consul.behave(
        path -> path.endsWith("/web") ? FakeConsul.Reply.of(500, "no") : FakeConsul.Reply.HONEST);
    assertThat(fetch()).containsExactly("failed web", "same db");
    consul.behave(path -> FakeConsul.Reply.HONEST);
    assertThat(fetch()).containsExactly("same web", "same db");
  }

  @Test
  void whatWasForgottenIsReadAnew() throws Exception {
    fetch();
    fetcher.retain(Set.of("db"));
    assertThat(fetch()).containsExactly("found web", "same db");
  }
}
