package io.fairlead.vmagent.units;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.vmagent.config.AgentSettings;
import io.fairlead.vmagent.envoy.RuntimePaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the units and scripts of the packages have fixed agrees with the program. */
class UnitFilesTest {

  private static final Path PACKAGING = Path.of("..", "packaging");
  private static final RuntimePaths PATHS =
      new RuntimePaths(AgentSettings.DEFAULTS.runtimeDirectory());

  private static String text(String file) throws IOException {
    return Files.readString(PACKAGING.resolve(file));
  }

  private static List<String> lines(String file) throws IOException {
    return text(file).lines().toList();
  }

  @Test
  void pathUnitsWatchTheRequestsOfTheAgent() throws IOException {
    assertThat(lines("systemd/fairlead-envoy-start.path"))
        .contains("PathExists=" + PATHS.startRequest());
    assertThat(lines("systemd/fairlead-envoy-stop.path"))
        .contains("PathExists=" + PATHS.stopRequest());
    assertThat(lines("systemd/fairlead-capture.path"))
        .contains("PathExists=" + PATHS.applyRequest());
    assertThat(lines("systemd/fairlead-capture-remove.path"))
        .contains("PathExists=" + PATHS.removeRequest());
    assertThat(text("systemd/fairlead-ready.service")).contains("[ -e " + PATHS.ready() + " ]");
  }

  @Test
  void startsEnvoyWithTheBaseIdAndTheFilesThatTheAgentExpects() throws IOException {
    assertThat(text("systemd/envoy/run"))
        .contains("--base-id " + PATHS.baseId() + " ")
        .contains("requests=" + PATHS.envoyDirectory() + "\n");
    assertThat(PATHS.bootstrap(7)).hasFileName("bootstrap-7.json");
    assertThat(PATHS.options(7)).hasFileName("bootstrap-7.options");
  }

  @Test
  void skipsAHostThatHasNotJoined() throws IOException {
    String joined = "ConditionPathExists=" + AgentSettings.DEFAULTS.stateDirectory() + "/join.yaml";
    assertThat(lines("systemd/fairlead-agent.service")).contains(joined);
    assertThat(lines("systemd/fairlead-ready.service")).contains(joined);
  }

  @Test
  void givesCaptureTwoCapabilitiesAndTheAgentAndTheProxyNone() throws IOException {
    assertThat(lines("systemd/fairlead-capture.service"))
        .contains("CapabilityBoundingSet=CAP_NET_ADMIN CAP_NET_RAW");
    assertThat(lines("systemd/fairlead-capture-remove.service"))
        .contains("CapabilityBoundingSet=CAP_NET_ADMIN CAP_NET_RAW");
    assertThat(lines("systemd/fairlead-agent.service")).contains("CapabilityBoundingSet=");
    assertThat(lines("systemd/fairlead-envoy@.service")).contains("CapabilityBoundingSet=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"registry-bridge", "control-plane"})
  void handsRootsFilesOverAndStartsWithoutThem(String program) throws IOException {
    String directory = "/etc/fairlead/" + program + "/";
    String reference = Files.readString(Path.of("..", "docs", "reference", "units.md"));
    List<String> unit = lines("systemd/fairlead-" + program + ".service");
    List<String> files =
        unit.stream()
            .filter(line -> line.startsWith("LoadCredential="))
            .map(line -> line.substring(line.lastIndexOf('/') + 1))
            .toList();

    assertThat(files).isNotEmpty();
    for (String file : files) {
      String missing = "SetCredential=" + file + ":missing, .* " + directory + file;
      assertThat(unit)
          .contains("LoadCredential=" + file + ":" + directory + file)
          .anyMatch(line -> line.matches(missing));
      assertThat(reference).contains("`" + file + "`");
    }
  }

  @Test
  void keepsFourSocketsOfTheAgentWhileItStartsAgain() throws IOException {
    assertThat(lines("systemd/fairlead-agent.service")).contains("FileDescriptorStoreMax=4");
  }

  @Test
  void keepsTheScriptsOfAllPackagesWithinAHundredLines() throws IOException {
    try (Stream<Path> scripts = Files.list(PACKAGING.resolve("scripts"))) {
      long count = 0;
      for (Path script : scripts.toList()) {
        count += Files.readAllLines(script).size();
      }
      assertThat(count).isBetween(1L, 100L);
    }
  }
}
