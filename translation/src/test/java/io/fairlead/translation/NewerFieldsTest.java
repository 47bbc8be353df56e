package io.fairlead.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.envoyproxy.envoy.config.bootstrap.v3.Admin;
import io.envoyproxy.envoy.config.bootstrap.v3.Bootstrap;
import io.fairlead.translation.naming.Addresses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What our messages do not know arrives: the real Envoy tells it back under its own names. */
@Tag("peer")
class NewerFieldsTest {

  @TempDir private Path directory;

  @Test
  void envoyKnowsThemByTheirNumbers() throws IOException, InterruptedException {
    GoldenCase golden =
        GoldenCase.all().stream()
            .filter(one -> one.toString().equals("destination-rule-newer-fields"))
            .findFirst()
            .orElseThrow();
    Bootstrap.Builder bootstrap = StaticBootstrap.of(golden.translate()).toBuilder();
    bootstrap.getStaticResourcesBuilder().clearListeners();
    bootstrap.setAdmin(Admin.newBuilder().setAddress(Addresses.tcp("127.0.0.1", 0)));
    Path config = directory.resolve("envoy.pb");
    Files.write(config, bootstrap.build().toByteArray());
    Path admin = directory.resolve("admin");
    Process envoy =
        EnvoyBinary.start(
            directory.resolve("envoy.log"),
            List.of(
                "--use-dynamic-base-id",
                "--concurrency",
                "1",
                "--admin-address-path",
                admin.toString(),
                "-c",
                config.toString()));
    try {
      await()
          .atMost(Duration.ofSeconds(20))
          .pollInterval(Duration.ofMillis(50))
          .until(() -> Files.exists(admin) && Files.size(admin) > 0);
      String dump = dump(Files.readString(admin));
      assertThat(dump)
          .contains("\"budget_interval\":\"2.500s\"")
          .contains(
              "\"outlier_detection\":{\"error_matcher\":{\"http_response_headers_match\":{\"headers\":"
                  + "[{\"name\":\":status\",\"string_match\":{\"safe_regex\":{\"regex\":\"418|500|503\"}}}]}}}");
    } finally {
      envoy.destroy();
      envoy.waitFor(20, TimeUnit.SECONDS);
    }
  }

  private static String dump(String admin) throws IOException {
    String[] parts = admin.strip().split(":");
    return Bytes.get(parts[0], Integer.parseInt(parts[1]), "admin", "", "/config_dump")
        .replaceAll("\\s", "");
  }
}
