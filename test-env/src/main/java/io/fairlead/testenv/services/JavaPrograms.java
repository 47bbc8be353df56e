package io.fairlead.testenv.services;

import io.fairlead.testenv.hosts.Binaries;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines for the small programs of this module, in small JVMs. */
public final class JavaPrograms {

  private JavaPrograms() {}

  public static List<String> command(Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>(List.of(Binaries.java().toString()));
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
    command.addAll(List.of("-Xmx64m", "-Xss256k", "-cp", classPath(main).toString()));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return command;
  }

  private static Path classPath(Class<?> main) {
    try {
      return Path.of(main.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("The class path is no path", e);
    }
  }
}
