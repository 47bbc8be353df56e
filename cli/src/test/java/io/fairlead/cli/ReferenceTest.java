package io.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.cli.output.Console;
import io.fairlead.testing.FakeClock;
import io.fairlead.testing.Goldens;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The reference page names all that the command understands. */
class ReferenceTest {

  private static final String PAGE = Goldens.read(Path.of("../docs/reference/cli.md"));

  @Test
  void everyVerbHasItsSection() {
    for (CommandLine verb : verbs()) {
      assertThat(PAGE).contains("### `" + verb.getCommandSpec().qualifiedName());
    }
  }

  @Test
  void everyOptionOfAVerbIsNamedInItsSection() {
    for (CommandLine verb : verbs()) {
      String name = verb.getCommandSpec().qualifiedName();
      String rest = PAGE.substring(PAGE.indexOf("### `" + name));
      String section = rest.substring(0, Math.max(rest.indexOf("\n### ", 1), 0) + 1);
      String text = section.length() > 1 ? section : rest;
      for (CommandLine.Model.OptionSpec option : verb.getCommandSpec().options()) {
        if (!option.usageHelp()) {
          assertThat(List.of(option.names())).as(name).anyMatch(text::contains);
          assertThat(PAGE).contains("`" + option.longestName());
        }
      }
    }
  }

  private static List<CommandLine> verbs() {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Console console = new Console(nowhere, nowhere, InputStream.nullInputStream());
    CommandLine commands = Fairlead.commands(console, FakeClock.at("2026-11-22T10:00:00Z"));
    return commands.getSubcommands().values().stream().flatMap(ReferenceTest::leaves).toList();
  }

  private static Stream<CommandLine> leaves(CommandLine command) {
    return command.getSubcommands().isEmpty()
        ? Stream.of(command)
        : command.getSubcommands().values().stream().flatMap(ReferenceTest::leaves);
  }
}
