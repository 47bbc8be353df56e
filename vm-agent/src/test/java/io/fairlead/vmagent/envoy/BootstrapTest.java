package io.fairlead.vmagent.envoy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testing.Goldens;
import io.fairlead.vmagent.config.AgentSettings;
import io.fairlead.vmagent.config.RecordReader;
import io.fairlead.vmagent.identity.IdentityStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BootstrapTest {

  static List<Path> cases() {
    return Goldens.at("golden/bootstrap").cases();
  }

  private static String render(Path directory) {
    AgentSettings settings =
        RecordReader.read(directory.resolve("agent.yaml"), AgentSettings.DEFAULTS);
    return Bootstrap.render(new IdentityStore(directory).membership(), settings);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void rendersAsReviewed(Path directory) {
    Goldens.assertMatches(directory.resolve("bootstrap.json"), render(directory));
  }

  @Tag("peer")
  @ParameterizedTest
  @MethodSource("cases")
  void isAcceptedByEnvoy(Path directory, @TempDir Path scratch) throws Exception {
    String envoy = System.getenv("FAIRLEAD_ENVOY");
    assertThat(envoy).as("FAIRLEAD_ENVOY names Envoy's program; ./dev test sets it").isNotNull();
    Path file = Files.writeString(scratch.resolve("bootstrap.json"), render(directory));
    Path log = scratch.resolve("envoy.log");

    Process validate =
        new ProcessBuilder(envoy, "--mode", "validate", "-c", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();

    assertThat(validate.waitFor()).as(Files.readString(log)).isZero();
  }
}
