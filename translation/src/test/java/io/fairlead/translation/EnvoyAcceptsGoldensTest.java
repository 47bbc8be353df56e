package io.fairlead.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing in any golden case is refused by the Envoy that it is meant for. */
@Tag("peer")
class EnvoyAcceptsGoldensTest {

  static List<GoldenCase> cases() {
    return GoldenCase.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void loadsEveryResource(GoldenCase golden, @TempDir Path directory)
      throws IOException, InterruptedException {
    Path config = directory.resolve("envoy.json");
    Path log = directory.resolve("envoy.log");
    Files.writeString(config, Decoded.json(StaticBootstrap.of(golden.translate())));

    Process envoy =
        EnvoyBinary.start(
            log,
            List.of("--mode", "validate", "--concurrency", "1", "-l", "warn", "-c", config + ""));

    assertThat(envoy.waitFor(60, TimeUnit.SECONDS)).as("Envoy answers within a minute").isTrue();
    assertThat(envoy.exitValue()).as(() -> log(log)).isZero();
    assertThat(Files.readAllLines(log)).noneMatch(line -> line.contains("deprecated"));
  }

  private static String log(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "no log: " + e;
    }
  }
}
