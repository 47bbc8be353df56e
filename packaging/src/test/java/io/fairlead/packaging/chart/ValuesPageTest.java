package io.fairlead.packaging.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.testing.Goldens;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesPageTest {

  private static final Path CHARTS = Path.of("helm").toAbsolutePath();

  @ParameterizedTest
  @ValueSource(strings = {"fairlead", "gateway"})
  void thePageOfAChartTellsItsValues(String chart) {
    Path page = CHARTS.resolve(chart).resolve("README.md");
    String values = Goldens.read(CHARTS.resolve(chart).resolve("values.yaml"));
    Goldens.assertMatches(page, ValuesPage.of(Goldens.read(page), values));
  }

  @Test
  void aCommentExplainsItsKeyAndThoseBesideItWithoutOne() {
    List<Setting> settings =
        ValuesFile.read(
            """
            # One.
            a: 1
            b:
              # Two,
              # in lines.
              c: x
              d: y
              # Three.
              e:
                f: 1
                g: {h: 2}
            i: {}
            """);
    assertThat(settings)
        .containsExactly(
            new Setting(List.of("a"), "1", "One."),
            new Setting(List.of("b.c", "b.d"), "x", "Two, in lines."),
            new Setting(List.of("b.e"), "", "Three."));
  }

  @Test
  void aPageWithoutTheMarkIsNone() {
    assertThatThrownBy(() -> ValuesPage.of("# Title\n", "a: 1\n"))
        .hasMessageContaining("values.yaml");
  }
}
