package io.fairlead.translation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The real Envoy, found by FAIRLEAD_ENVOY. */
final class EnvoyBinary {

  private EnvoyBinary() {}

  static String path() {
    String path = System.getenv("FAIRLEAD_ENVOY");
    if (path == null || !Files.isExecutable(Path.of(path))) {
      throw new AssertionError(
          "FAIRLEAD_ENVOY must name an Envoy 1.40 that can be executed; ./dev sets it");
    }
    return path;
  }

  static Process start(Path log, List<String> arguments) throws IOException {
    List<String> command = Stream.concat(Stream.of(path()), arguments.stream()).toList();
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }
}
