package io.fairlead.packaging.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testing.Goldens;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

final class DocumentTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/document").toAbsolutePath();

  /** A command with what the real ones have: verbs of verbs, options, values, exit codes. */
  @Command(
      name = "tide",
      description = "Tells the tide. It's never late.",
      subcommands = {Table.class, Secret.class},
      mixinStandardHelpOptions = true)
  static final class Tide {}

  @Command(name = "table", description = "Tables of a port.", subcommands = Show.class)
  static final class Table {}

  @Command(
      name = "show",
      description = "Shows one table; a path such as C:\\tide is fine.",
      exitCodeList = {"0:shown", "1:no such port"})
  static final class Show {
    @Parameters(paramLabel = "PORT", description = "The port.")
    private String port = "";

    @Option(
        names = {"-n", "--days"},
        paramLabel = "N",
        description = "How many days (default: ${DEFAULT-VALUE}).",
        defaultValue = "1")
    private int days;
  }

  @Command(name = "secret", hidden = true)
  static final class Secret {}

  private static final CommandLine TIDE = new CommandLine(new Tide());

  @Test
  void manualPageTellsEveryVerbOptionAndExitCode() {
    String page = new ManualPage(1, "2026-11-01").of(TIDE, List.of("moon(7)"));

    Goldens.assertMatches(GOLDEN.resolve("tide.1"), page);
  }

  @Test
  void settingsPageShowsTheFile() {
    String page =
        SettingsPage.of(
            "tide", "tide.yaml", List.of("# The port.", "port: ''", "", ".dot: 1"), "2026-11-01");

    Goldens.assertMatches(GOLDEN.resolve("tide.yaml.5"), page);
  }

  @Test
  void completesInThreeShells() {
    Shells shells = new Shells("tide", Completion.of(TIDE));

    Goldens.assertMatches(GOLDEN.resolve("tide.bash"), shells.bash());
    Goldens.assertMatches(GOLDEN.resolve("_tide"), shells.zsh());
    Goldens.assertMatches(GOLDEN.resolve("tide.fish"), shells.fish());
  }

  @Test
  void hiddenVerbsAreToldNowhere() {
    assertThat(Completion.of(TIDE)).noneMatch(it -> it.path().contains("secret"));
  }
}
