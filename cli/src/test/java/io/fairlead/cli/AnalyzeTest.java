package io.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testing.Goldens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AnalyzeTest {

  @TempDir Path directory;

  static List<Path> cases() {
    return Goldens.at("analyze").cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void tellsWhatConflictsWithWhat(Path golden) throws IOException {
    Path input = directory.resolve("input.yaml");
    Files.copy(golden.resolve("input.yaml"), input);
    Run text = Run.of("analyze", "-f", input.toString());
    Run json = Run.of("analyze", "-f", input.toString(), "-o", "json");
    Goldens.assertMatches(golden.resolve("output.txt"), text.transcript(directory));
    Goldens.assertMatches(golden.resolve("output.json"), json.transcript(directory));
  }

  @Test
  void filesAreOneConfiguration() throws IOException {
    Files.writeString(directory.resolve("a.yaml"), sidecar("a"));
    Files.writeString(directory.resolve("b.yaml"), sidecar("b"));
    Run run = Run.of("analyze", "-f", directory.toString());
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("b.yaml:1:1: warning[rule-hidden]: Sidecar shop/b")
        .contains("Sidecar shop/a is for the same workloads");
  }

  @Test
  void aResourceInTwoFilesIsAnError() throws IOException {
    Files.writeString(directory.resolve("a.yaml"), sidecar("a"));
    Files.writeString(directory.resolve("b.yaml"), sidecar("a"));
    Run run = Run.of("analyze", "-f", directory.toString());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("is declared twice, first at " + directory.resolve("a.yaml"));
  }

  @Test
  void warningsFailTheCommandWhereItIsAsked() throws IOException {
    Files.writeString(directory.resolve("a.yaml"), sidecar("a") + "---\n" + sidecar("b"));
    String file = directory.resolve("a.yaml").toString();
    assertThat(Run.of("analyze", "-f", file).exitCode()).isZero();
    assertThat(Run.of("analyze", "-f", file, "--fail-on", "warning").exitCode()).isEqualTo(1);
  }

  private static String sidecar(String name) {
    return """
        apiVersion: networking.istio.io/v1
        kind: Sidecar
        metadata: {name: %s, namespace: shop}
        spec: {egress: [{hosts: ["./*"]}]}
        """
        .formatted(name);
  }
}
