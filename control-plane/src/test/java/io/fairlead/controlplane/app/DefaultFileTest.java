package io.fairlead.controlplane.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.settings.SettingsFile;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefaultFileTest {

  private static final Path FILE = Path.of("src/main/config/control-plane.yaml");

  @TempDir Path directory;

  private static String run(String... arguments) {
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(errors, true, StandardCharsets.UTF_8);
    int code = Main.run(arguments, stream, stream);
    return code + " " + errors.toString(StandardCharsets.UTF_8);
  }

  @Test
  void statesTheDefaultOfEveryKey() throws Exception {
    assertThat(SettingsFile.read(FILE, ControlPlaneSettings.class))
        .isEqualTo(SettingsFile.parse("empty", "", ControlPlaneSettings.class));
    assertEveryKeyStands(ControlPlaneSettings.class, Files.readString(FILE));
  }

  private static void assertEveryKeyStands(Class<?> type, String text) {
    for (RecordComponent component : type.getRecordComponents()) {
      assertThat(text).contains(component.getName() + ":");
      if (component.getType().isRecord()) {
        assertEveryKeyStands(component.getType(), text);
      }
    }
  }

  @Test
  void refusesUnknownKeysAndBadUsageWithOneMessageAndCodeTwo() throws Exception {
    Path file = Files.writeString(directory.resolve("c.yaml"), "lisen: 0.0.0.0:1\n");
    assertThat(run("--config", file.toString()))
        .isEqualTo("2 " + file + ":1:1: lisen: there is no such key; did you mean 'listen'?\n");
    assertThat(run("--what")).startsWith("2 usage:");
    assertThat(run("--config", directory.resolve("none").toString())).contains("no such file");
  }

  @Test
  void refusesAnOpenHealthPort() throws Exception {
    Path file = Files.writeString(directory.resolve("c.yaml"), "health: {listen: '0.0.0.0:1'}\n");
    assertThat(run("--config", file.toString())).contains("must be a loopback address");
  }
}
