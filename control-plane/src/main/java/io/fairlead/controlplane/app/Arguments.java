package io.fairlead.controlplane.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param isCheckOnly whether the file is only looked at
 */
record Arguments(Path file, boolean isCheckOnly) {

  private static final Path STANDARD_FILE = Path.of("/etc/fairlead/control-plane.yaml");
  private static final String CHECK = "--check";

  /** Empty where the command line is wrong. */
  static Optional<Arguments> parse(List<String> words) {
    boolean check = words.contains(CHECK);
    List<String> rest = words.stream().filter(word -> !word.equals(CHECK)).toList();
    if (rest.isEmpty()) {
      return Optional.of(new Arguments(STANDARD_FILE, check));
    }
    return rest.size() == 2 && rest.getFirst().equals("--config")
        ? Optional.of(new Arguments(Path.of(rest.getLast()), check))
        : Optional.empty();
  }
}
