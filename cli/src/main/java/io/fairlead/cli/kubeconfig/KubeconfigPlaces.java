package io.fairlead.cli.kubeconfig;

import io.fairlead.cli.exit.Failure;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Where kubeconfigs lie, in the order in which kubectl looks for them. */
final class KubeconfigPlaces {

  private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

  private KubeconfigPlaces() {}

  /**
   * The files to read; none where there is no kubeconfig at all.
   *
   * @param option what the command line says; empty for nothing
   */
  static List<Path> of(String option, Map<String, String> environment, Path home) {
    if (!option.isEmpty()) {
      Path file = Path.of(option);
      if (!Files.isReadable(file)) {
        throw Failure.usage("cannot read the kubeconfig " + file + ": look at its path and mode");
      }
      return List.of(file);
    }
    String variable = environment.getOrDefault("KUBECONFIG", "");
    if (!variable.isEmpty()) {
      // As kubectl does, files of the list that are not there are passed over.
      return SEPARATOR
          .splitAsStream(variable)
          .filter(part -> !part.isEmpty())
          .map(Path::of)
          .filter(Files::exists)
          .toList();
    }
    Path usual = home.resolve(".kube").resolve("config");
    return Files.exists(usual) ? List.of(usual) : List.of();
  }
}
