package io.fairlead.testenv.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testenv.hosts.LoopbackHost;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("peer")
final class ConsulServerTest {

  @Test
  void flipsChecksAndKeepsItsCatalogOverARestart(@TempDir Path directory) {
    LoopbackHost host = LoopbackHost.create("registry", "127.0.0.1", directory);
    try (ConsulServer consul = ConsulServer.start(host)) {
      ConsulCatalog catalog = consul.catalog();
      assertThat(catalog.version()).startsWith("1.20.");

      catalog.register("hello", host, 8080, true);
      assertThat(catalog.passing("hello")).isEqualTo(1);
      catalog.register("hello", host, 8080, false);
      assertThat(catalog.passing("hello")).isZero();
      catalog.register("hello", host, 8080, true);

      consul.kill();
      consul.restart();
      assertThat(catalog.passing("hello")).isEqualTo(1);

      catalog.deregister("hello", host);
      assertThat(catalog.passing("hello")).isZero();
    }
  }
}
