package io.fairlead.registrybridge.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MainTest {

  @TempDir private Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... arguments) {
    return Main.run(
        List.of(arguments),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private String error() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void tellsItsUsage() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("--config FILE");
  }

  @Test
  void tellsItsVersion() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("fairlead-registry-bridge development\n");
  }

  @Test
  void exitsWithTwoOnBadUsage() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("--confg", "x")).isEqualTo(2);
    assertThat(run("--config")).isEqualTo(2);
    assertThat(error())
        .contains("--config is missing", "no option '--confg'", "--config needs one file");
  }

  @Test
  void exitsWithTwoOnABadConfiguration() throws IOException {
    Path file = Files.writeString(directory.resolve("bridge.yaml"), "lisen: 127.0.0.1:1\n");
    assertThat(run("--config", file.toString())).isEqualTo(2);
    assertThat(error()).contains("bridge.yaml:1:1: lisen: ", "did you mean 'listen'?");
  }

  @Test
  void checksAFileWithoutStarting() throws IOException {
    Path good =
        Files.writeString(
            directory.resolve("good.yaml"),
            "listen: 127.0.0.1:1\nsources: {files: [{name: static, path: services.yaml}]}\n");
    Path bad = Files.writeString(directory.resolve("bad.yaml"), "sources: {}\n");

    assertThat(run("--check", "--config", good.toString())).isZero();
    assertThat(error()).isEmpty();
    assertThat(run("--config", bad.toString(), "--check")).isEqualTo(2);
    assertThat(error()).contains("there is no source").hasLineCount(1);
  }

  @Test
  void exitsWithTwoWhereThereIsNoConfiguration() {
    assertThat(run("--config", directory.resolve("absent").toString())).isEqualTo(2);
    assertThat(error()).contains("there is no such file");
  }

  @Test
  void exitsWithOneWhereItsPortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Path file =
          Files.writeString(
              directory.resolve("bridge.yaml"),
              """
              listen: 127.0.0.1:%d
              health: {listen: "127.0.0.1:0"}
              sources: {files: [{name: static, path: services.yaml}]}
              """
                  .formatted(taken.getLocalPort()));
      assertThat(run("--config", file.toString())).isEqualTo(1);
      assertThat(error())
          .contains("The bridge cannot start", String.valueOf(taken.getLocalPort()))
          .hasLineCount(1);
    }
  }
}
