package io.fairlead.conformance.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fairlead.controlplane.app.ControlPlaneSettings;
import io.fairlead.settings.SettingsException;
import io.fairlead.settings.SettingsFile;
import io.fairlead.testing.Goldens;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What the charts become; a directory a case, named after its chart. */
@Tag("peer")
class ChartGoldenTest {

  private static final Goldens GOLDENS = Goldens.at("charts");

  @TempDir private Path home;
  private Helm helm = new Helm(Path.of(""));

  @BeforeEach
  void useOwnHome() {
    helm = new Helm(home);
  }

  static List<Path> cases() {
    return GOLDENS.cases();
  }

  @ParameterizedTest
  @ValueSource(strings = {"fairlead", "gateway"})
  void helmFindsNoFault(String chart) {
    assertThat(helm.run(List.of("lint", "--strict", Cluster.CHARTS.resolve(chart).toString())))
        .contains("0 chart(s) failed");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aChartBecomesWhatTheGoldenSays(Path directory) {
    Goldens.assertMatches(directory.resolve("rendered.yaml"), render(directory));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theControlPlaneReadsTheFileThatTheChartWrites(Path directory) throws SettingsException {
    for (Object document : documents(render(directory))) {
      if (document instanceof Map<?, ?> object
          && "ConfigMap".equals(object.get("kind"))
          && object.get("data") instanceof Map<?, ?> data) {
        String file = String.valueOf(data.get("control-plane.yaml"));
        assertThat(
                SettingsFile.parse("control-plane.yaml", file, ControlPlaneSettings.class)
                    .admission()
                    .listen())
            .isEqualTo("0.0.0.0:15017");
      }
    }
  }

  @Test
  void theCommandInstallsWhatTheChartIs() {
    Goldens.assertMatches(
        Path.of("../cli/src/main/resources/io/fairlead/cli/cluster/chart.yaml"),
        helm.template(
            "fairlead",
            "fairlead",
            Cluster.CHARTS.resolve("fairlead/values.yaml"),
            "--set",
            "crds.install=false,mesh.remoteClusters=true"));
  }

  @Test
  void aMisspeltValueIsRefused() {
    assertThat(
            catchThrowable(
                () ->
                    helm.template(
                        "fairlead",
                        "fairlead",
                        Cluster.CHARTS.resolve("fairlead/values.yaml"),
                        "--set",
                        "mesh.trustdomain=x")))
        .hasMessageContaining("'trustdomain' not allowed");
  }

  private String render(Path directory) {
    String chart = directory.getFileName().toString().split("-", 2)[0];
    String release = chart.equals("gateway") ? "istio-edge" : "fairlead";
    String[] more =
        chart.equals("gateway") ? new String[0] : new String[] {"--set", "crds.install=false"};
    return helm.template(chart, release, directory.resolve("values.yaml"), more);
  }

  static Iterable<Object> documents(String yaml) {
    return new Load(LoadSettings.builder().build()).loadAllFromString(yaml);
  }
}
