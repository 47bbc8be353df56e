package io.fairlead.vmagent.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {

  private static final Duration LONG = Duration.ofSeconds(20);

  private final Commands commands = new Commands();

  @Test
  void givesOutputErrorsAndExitCode() {
    Commands.Result result =
        commands.run(List.of("sh", "-c", "cat; echo no >&2; exit 3"), "in", LONG);

    assertThat(result).isEqualTo(new Commands.Result(3, "in", "no\n"));
    assertThat(result.isSuccess()).isFalse();
  }

  @Test
  void survivesACommandThatDoesNotReadItsInput() {
    assertThat(commands.run(List.of("true"), "x".repeat(1 << 20), LONG).isSuccess()).isTrue();
  }

  @Test
  void inheritsNoVariables() {
    assertThat(commands.run(List.of("env"), "", LONG).output().lines())
        .allMatch(line -> line.startsWith("PATH=") || line.startsWith("LC_ALL=C"));
  }

  @Test
  void killsWhatIsLateWithItsChildren() {
    long start = System.nanoTime();

    assertThatThrownBy(
            () -> commands.run(List.of("sh", "-c", "sleep 30; true"), "", Duration.ofMillis(200)))
        .isInstanceOf(CommandException.class)
        .hasMessage("sh did not end within 200 ms");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void refusesWhatSaysTooMuch() {
    assertThatThrownBy(() -> commands.run(List.of("head", "-c", "17000000", "/dev/zero"), "", LONG))
        .hasMessage("head said more than 16 MiB");
  }

  @Test
  void namesAProgramThatIsMissing() {
    assertThatThrownBy(() -> commands.run(List.of("no-such-program"), "", LONG))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("the program no-such-program is not installed");
  }

  @Test
  void startsChildrenThatWriteToALog(@TempDir Path directory) throws Exception {
    Path log = directory.resolve("log");
    Process child =
        commands.start(
            List.of("sh", "-c", "echo $GREETING; cat"), Map.of("GREETING", "hello"), log);

    assertThat(child.waitFor()).isZero();
    assertThat(Files.readString(log)).isEqualTo("hello\n");
  }
}
