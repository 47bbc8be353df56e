package io.fairlead.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsFileTest {

  enum Mode {
    REDIRECT,
    FAIL_OPEN
  }

  record Inner(@Default("10s") Duration delay, @Default("redirect") Mode mode) {}

  record Source(String name, @Default("80") int port) {
    Source {
      if (port < 1) {
        throw new IllegalArgumentException("a port lies between 1 and 65535");
      }
    }
  }

  record Program(
      @Default("/var/lib/x") Path state,
      Inner inner,
      List<Source> sources,
      @Default("false") boolean isOpen) {}

  private static Program parse(String text) throws SettingsException {
    return SettingsFile.parse("x.yaml", text, Program.class);
  }

  @Test
  void takesEveryDefaultOfAnEmptyFile() throws SettingsException {
    assertThat(parse(""))
        .isEqualTo(
            new Program(
                Path.of("/var/lib/x"),
                new Inner(Duration.ofSeconds(10), Mode.REDIRECT),
                List.of(),
                false));
  }

  @Test
  void readsNestedRecordsAndLists() throws SettingsException {
    Program program =
        parse(
            """
            inner: {delay: 5m, mode: fail-open}
            sources:
              - name: a
              - {name: b, port: 81}
            """);
    assertThat(program.inner()).isEqualTo(new Inner(Duration.ofMinutes(5), Mode.FAIL_OPEN));
    assertThat(program.sources()).containsExactly(new Source("a", 80), new Source("b", 81));
  }

  @Test
  void namesTheNearestKeyAndThePlaceOfEveryProblem() {
    assertThatThrownBy(
            () ->
                parse(
                    """
                    stat: /x
                    inner: {delay: soon}
                    sources:
                      - {port: 0, name: a}
                      - {port: 7}
                    """))
        .isInstanceOf(SettingsException.class)
        .extracting(e -> ((SettingsException) e).problems())
        .isEqualTo(
            List.of(
                "x.yaml:1:1: stat: there is no such key; did you mean 'state'?",
                "x.yaml:2:16: inner.delay: expected a duration such as 500ms, 10s, 5m, 1h or 1d",
                "x.yaml:4:5: sources[0]: a port lies between 1 and 65535",
                "x.yaml:5:5: sources[1].name: this key is missing; it needs a text"));
  }

  @Test
  void refusesAliasBombsAndBrokenYamlWithAPlace() {
    assertThatThrownBy(() -> parse("sources: [")).hasMessageStartingWith("x.yaml:1:");
    assertThatThrownBy(() -> parse("a: &a [1]\nsources: [*a, *a]\n"))
        .isInstanceOf(SettingsException.class);
  }

  @Test
  void refusesAKeyThatStandsTwice() {
    assertThatThrownBy(() -> parse("isOpen: true\nisOpen: false\n"))
        .hasMessage("x.yaml:2:1: isOpen: this key stands twice; keep one");
  }
}
