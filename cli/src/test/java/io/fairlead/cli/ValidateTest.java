package io.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testing.Goldens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ValidateTest {

  @TempDir Path directory;

  static List<Path> cases() {
    return Goldens.at("validate").cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void showsEachProblemWithItsLine(Path golden) throws IOException {
    Path input = directory.resolve("input.yaml");
    Files.copy(golden.resolve("input.yaml"), input);
    Run text = Run.of("validate", "-f", input.toString());
    Run json = Run.of("validate", "-f", input.toString(), "-o", "json");
    Goldens.assertMatches(golden.resolve("output.txt"), text.transcript(directory));
    Goldens.assertMatches(golden.resolve("output.json"), json.transcript(directory));
  }

  @Test
  void coloursAreForTerminalsOnly() {
    String problems = "kind: Nothing";
    assertThat(Run.with(problems, "validate", "-f", "-").out()).doesNotContain("\u001b");
    assertThat(Run.onTerminal(problems, "validate", "-f", "-").out())
        .contains(
            "\u001b[1mstandard input:1:7:\u001b[0m \u001b[1;31merror[unknown-kind]\u001b[0m: ")
        .contains("\u001b[1;31m^\u001b[0m");
  }

  @Test
  void textThatIsNotUtf8IsOneSentence() throws IOException {
    Path file = directory.resolve("latin.yaml");
    Files.write(file, "name: caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
    Run run = Run.of("validate", "-f", file.toString());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).isEqualTo("fairlead: " + file + " is no text in UTF-8: save it as one\n");
  }

  @Test
  void helpNamesEveryVerbAndEndsWithZero() {
    Run run = Run.of("--help");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains(
            "token", "apply", "get", "delete", "validate", "analyze", "proxy", "status", "version")
        .doesNotContain("\u001b");
  }

  @Test
  void theVersionIsTold() {
    assertThat(Run.of("version").out()).matches("fairlead \\S+ \\(Java \\S+\\)\n");
    assertThat(Run.of("--version").out()).isEqualTo("fairlead development\n");
    assertThat(Run.of("version", "-o", "json").out()).contains("\"version\": ");
  }
}
