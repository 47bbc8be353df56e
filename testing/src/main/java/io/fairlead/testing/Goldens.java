package io.fairlead.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;

/**
 * Expected outputs kept as files: a directory a case, inputs beside outputs. Run with {@code
 * -Dgolden.update=true} to write them anew, and review the difference as code.
 */
public final class Goldens {

  private final Path root;

  private Goldens(Path root) {
    this.root = root;
  }

  /** The goldens of a module, below {@code src/test/resources}. */
  public static Goldens at(String directory) {
    return new Goldens(Path.of("src/test/resources", directory).toAbsolutePath());
  }

  /** One directory for each case, by name. */
  public List<Path> cases() {
    try (Stream<Path> found = Files.list(root)) {
      List<Path> cases = found.filter(Files::isDirectory).sorted().toList();
      Assertions.assertThat(cases).as("golden cases in %s", root).isNotEmpty();
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException("reading the golden cases in " + root, e);
    }
  }

  public static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file, e);
    }
  }

  /** Compares with the file of a case, or rewrites it where goldens are being updated. */
  public static void assertMatches(Path file, String actual) {
    if (Boolean.getBoolean("golden.update")) {
      write(file, actual);
      return;
    }
    Assertions.assertThat(Files.exists(file))
        .as("golden %s is missing: run with -Dgolden.update=true", file)
        .isTrue();
    Assertions.assertThat(actual).as("golden %s", file).isEqualTo(read(file));
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("writing " + file, e);
    }
  }
}
