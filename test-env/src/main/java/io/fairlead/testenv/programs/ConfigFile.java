package io.fairlead.testenv.programs;

import io.fairlead.testenv.process.TestEnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes the files that programs read, whole or not at all, as a careful operator does. */
public final class ConfigFile {

  private ConfigFile() {}

  public static Path write(Path file, String text) {
    Path parent = file.toAbsolutePath().getParent();
    try {
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Path draft = file.resolveSibling("." + file.getFileName() + ".new");
      Files.writeString(draft, text);
      return Files.move(
          draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new TestEnvironmentException(file + " cannot be written", e);
    }
  }
}
