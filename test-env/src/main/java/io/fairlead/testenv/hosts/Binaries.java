package io.fairlead.testenv.hosts;

import io.fairlead.testenv.process.TestEnvironmentException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the programs and peers lie; {@code ./dev} says so in the environment. */
public final class Binaries {

  private static final String ENVOY = "FAIRLEAD_ENVOY";
  private static final String CONSUL = "FAIRLEAD_CONSUL";
  private static final String PROGRAMS = "FAIRLEAD_BIN";

  private Binaries() {}

  public static Path envoy() {
    return required(ENVOY, "");
  }

  public static Path consul() {
    return required(CONSUL, "");
  }

  /** The start script of one of Fairlead's programs. */
  public static Path program(String name) {
    return required(PROGRAMS, name);
  }

  /** The JVM that this one is, for the services and the load client. */
  public static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /** What is known, for hosts that must be able to reach it. */
  static List<Path> all() {
    return Stream.of(ENVOY, CONSUL, PROGRAMS)
        .map(System::getenv)
        .filter(value -> value != null && !value.isEmpty())
        .map(Path::of)
        .toList();
  }

  private static Path required(String variable, String inside) {
    String value = System.getenv(variable);
    if (value == null || value.isEmpty()) {
      throw new TestEnvironmentException(
          variable + " is not set: run this by ./dev, which knows where it lies");
    }
    Path path = Path.of(value).resolve(inside);
    if (!Files.isExecutable(path)) {
      throw new TestEnvironmentException(
          "%s names %s, which cannot be run: run ./dev build".formatted(variable, path));
    }
    return path;
  }
}
