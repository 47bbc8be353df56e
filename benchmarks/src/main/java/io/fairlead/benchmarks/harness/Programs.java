package io.fairlead.benchmarks.harness;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code ./dev bench} built, and where it may write.
 *
 * @param serverFlags JVM flags that go over those of the start script
 */
record Programs(Path bin, Path work, List<String> serverFlags) {

  Programs {
    serverFlags = List.copyOf(serverFlags);
  }

  static Programs fromEnvironment() {
    String flags = variable("FAIRLEAD_SERVER_FLAGS", "");
    return new Programs(
        Path.of(variable("FAIRLEAD_BIN", ".cache/bin")).toAbsolutePath(),
        Path.of(variable("FAIRLEAD_BENCH", ".cache/bench")).toAbsolutePath(),
        words(flags));
  }

  /** The same with a flag that flags of this run go over. */
  Programs with(String flag) {
    return new Programs(bin, work, Stream.concat(Stream.of(flag), serverFlags.stream()).toList());
  }

  static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.strip().split(" +"));
  }

  static String variable(String name, String otherwise) {
    String value = System.getenv(name);
    return value == null || value.isEmpty() ? otherwise : value;
  }

  /** The command that the start script of a program ends in, with the flags of this run. */
  List<String> command(String program) {
    Path script = bin.resolve(program);
    if (!Files.isExecutable(script)) {
      throw new BenchException("there is no " + script + ": run ./dev bench, which builds it");
    }
    if (serverFlags.isEmpty()) {
      return List.of(script.toString());
    }
    try {
      String flagged =
          Files.readString(script)
              .replaceFirst("\\\\\n *-cp", String.join(" ", serverFlags) + " \\\\\n  -cp");
      Path changed = Files.writeString(work.resolve(program + ".sh"), flagged);
      return List.of("/bin/sh", changed.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + script, e);
    }
  }

  /** The JVM flags of a program, those of this run last. */
  List<String> flags(String program) {
    try {
      List<String> flags =
          Files.readAllLines(bin.resolve(program)).stream()
              .filter(line -> line.startsWith("exec "))
              .flatMap(line -> List.of(line.split(" +")).stream())
              .filter(word -> word.startsWith("-"))
              .collect(Collectors.toCollection(ArrayList::new));
      flags.addAll(serverFlags);
      return flags;
    } catch (IOException e) {
      throw new UncheckedIOException("reading the start script of " + program, e);
    }
  }

  /** This program's own Java with another main class. */
  static List<String> java(List<String> flags, String main) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    return command;
  }

  static Process start(List<String> command, File log) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log)).start();
      // Nothing that a run started outlives it, even one that was interrupted.
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroyForcibly));
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException("starting " + command.getFirst(), e);
    }
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("looking for a free port", e);
    }
  }
}
