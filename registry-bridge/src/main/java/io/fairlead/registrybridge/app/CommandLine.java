package io.fairlead.registrybridge.app;

import java.nio.file.Path;
import java.util.List;

/** What the command line asks for. */
sealed interface CommandLine {

  String USAGE =
      """
      usage: fairlead-registry-bridge --config FILE [--check] | --version
        --check: tell what is wrong with the file, and start nothing""";

  String CHECK = "--check";

  record Run(Path config) implements CommandLine {}

  record Check(Path config) implements CommandLine {}

  record Help() implements CommandLine {}

  record Version() implements CommandLine {}

  record Wrong(String sentence) implements CommandLine {}

  static CommandLine parse(List<String> arguments) {
    if (arguments.contains("--help") || arguments.contains("-h")) {
      return new Help();
    }
    if (arguments.equals(List.of("--version"))) {
      return new Version();
    }
    boolean check = arguments.contains(CHECK);
    List<String> rest = arguments.stream().filter(word -> !word.equals(CHECK)).toList();
    if (rest.isEmpty()) {
      return new Wrong("--config is missing");
    }
    if (rest.size() == 2 && rest.getFirst().equals("--config")) {
      Path config = Path.of(rest.getLast());
      return check ? new Check(config) : new Run(config);
    }
    String first = rest.getFirst();
    return first.equals("--config")
        ? new Wrong("--config needs one file")
        : new Wrong("there is no option '" + first + "'");
  }
}
