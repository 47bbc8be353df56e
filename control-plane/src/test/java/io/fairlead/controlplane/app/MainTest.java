package io.fairlead.controlplane.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MainTest {

  @TempDir private Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int check(String yaml) throws IOException {
    Path file = Files.writeString(directory.resolve("control-plane.yaml"), yaml);
    return run("--config", file.toString(), "--check");
  }

  private int run(String... arguments) {
    return Main.run(
        arguments,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private String error() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void checksAFileWithoutStarting() throws IOException {
    assertThat(check("stateDirectory: " + directory.resolve("state") + "\n")).isZero();
    assertThat(error()).isEmpty();
    assertThat(directory.resolve("state")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lisen: 127.0.0.1:1                                    | did you mean 'listen'?
          advertise: [mesh.example]                             | advertise: expected host:port
          health: {listen: "0.0.0.0:1"}                         | must be a loopback address
          mesh: {trustDomain: Mesh}                             | the trust domain 'Mesh'
          sources: {files: [{directory: /nowhere}]}             | there is no directory /nowhere
          sources: {mcp: [{name: a, address: "10.0.0.1:15019"}]} | is not a loopback address
          certificates: {lifetime: 100d}                        | the lifetime of certificates
          """)
  void tellsWhatStartingWouldRefuse(String yaml, String sentence) throws IOException {
    assertThat(check(yaml + "\n")).isEqualTo(2);
    assertThat(error()).contains("control-plane.yaml", sentence).hasLineCount(1);
  }

  @Test
  void tellsItsVersion() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("fairlead-control-plane development\n");
  }

  @Test
  void exitsWithTwoOnBadUsage() {
    assertThat(run("--confg", "x")).isEqualTo(2);
    assertThat(error()).contains("usage: ", "--check");
  }
}
