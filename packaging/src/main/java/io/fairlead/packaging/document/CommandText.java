package io.fairlead.packaging.document;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The parts of picocli's model that pages and completions tell, as plain text. */
final class CommandText {

  private CommandText() {}

  /** The commands below one, each name once, in the order of their names. */
  static List<CommandLine> children(CommandLine command) {
    return command.getSubcommands().values().stream()
        .distinct()
        .filter(child -> !child.getCommandSpec().usageMessage().hidden())
        .sorted(Comparator.comparing(CommandLine::getCommandName))
        .toList();
  }

  static List<OptionSpec> options(CommandLine command) {
    return command.getCommandSpec().options().stream()
        .filter(option -> !option.hidden())
        .sorted(Comparator.comparing(OptionSpec::longestName))
        .toList();
  }

  static List<PositionalParamSpec> parameters(CommandLine command) {
    return command.getCommandSpec().positionalParameters().stream()
        .filter(parameter -> !parameter.hidden())
        .toList();
  }

  /** As a reader finds it: {@code -o, --output FORMAT}. */
  static String names(OptionSpec option) {
    String names = String.join(", ", option.names());
    return option.arity().max() == 0 ? names : names + " " + option.paramLabel();
  }

  static String description(CommandLine command) {
    return plain(command.getCommandSpec().usageMessage().description());
  }

  static String description(OptionSpec option) {
    return plain(option.description());
  }

  static String description(PositionalParamSpec parameter) {
    return plain(parameter.description());
  }

  static List<String> footer(CommandLine command) {
    return Stream.of(command.getCommandSpec().usageMessage().footer())
        .map(line -> plain(line))
        .toList();
  }

  /** One line of usage, without the name of the program's options. */
  static String synopsis(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    String synopsis =
        command.getHelp().synopsis(0).replace("%n", " ").strip().replaceAll("\\s+", " ");
    return synopsis.isEmpty() ? spec.qualifiedName() : synopsis;
  }

  private static String plain(String... lines) {
    return String.join(" ", lines)
        .replace("%n", " ")
        .replace("%%", "%")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
