package io.fairlead.packaging.trim;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code TrimMain MACHINE DIRECTORY JAR:...}: writes the jars of a class path, trimmed, into the
 * directory, and prints their names in the order of the class path.
 */
public final class TrimMain {

  private TrimMain() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 3) {
      throw new IllegalArgumentException("usage: TrimMain MACHINE DIRECTORY JAR:...");
    }
    Path directory = Files.createDirectories(Path.of(arguments[1]));
    List<Jar> jars = new ArrayList<>();
    for (String file : arguments[2].split(File.pathSeparator, -1)) {
      jars.add(Jar.read(Path.of(file)));
    }
    for (Jar jar : new Trimmer(new Foreign(arguments[0])).trim(jars)) {
      if (hasContent(jar)) {
        jar.write(directory);
        System.out.println(jar.name());
      }
    }
  }

  private static boolean hasContent(Jar jar) {
    return jar.files().keySet().stream().anyMatch(file -> !file.startsWith("META-INF/"));
  }
}
