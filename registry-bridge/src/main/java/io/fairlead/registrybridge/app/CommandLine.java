package io.fairlead.registrybridge.app;

import java.nio.file.Path;
import java.util.List;

/** What the command line asks for. */
sealed interface CommandLine {

  String USAGE = "usage: fairlead-registry-bridge --config FILE";

  record Run(Path config) implements CommandLine {}

  record Help() implements CommandLine {}

  record Wrong(String sentence) implements CommandLine {}

  static CommandLine parse(List<String> arguments) {
    if (arguments.contains("--help") || arguments.contains("-h")) {
      return new Help();
    }
    if (arguments.isEmpty()) {
      return new Wrong("--config is missing");
    }
    if (arguments.size() == 2 && arguments.getFirst().equals("--config")) {
      return new Run(Path.of(arguments.getLast()));
    }
    String first = arguments.getFirst();
    return first.equals("--config")
        ? new Wrong("--config needs one file")
        : new Wrong("there is no option '" + first + "'");
  }
}
