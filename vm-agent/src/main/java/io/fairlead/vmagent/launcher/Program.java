package io.fairlead.vmagent.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How this program is started again for another command: by its start script where that told us its
 * place ({@code -Dfairlead.program=...}), else with the same JVM and class path.
 */
public record Program(List<String> prefix) {

  /** What keeps the agent small; the reasons and measurements are in docs/reference/agent.md. */
  private static final List<String> JVM_FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-Xms6m",
          "-Xmn3m",
          "-XX:MinHeapFreeRatio=10",
          "-XX:MaxHeapFreeRatio=20",
          "-Xmx64m",
          "-Xss256k",
          "-XX:TieredStopAtLevel=1",
          "-XX:CICompilerCount=1",
          "-XX:ReservedCodeCacheSize=16m",
          "-XX:-UsePerfData",
          "-Dio.grpc.netty.shaded.io.netty.allocator.type=unpooled",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  public Program {
    prefix = List.copyOf(prefix);
  }

  /**
   * @param main the class to start where there is no start script
   */
  public static Program ofThisProcess(Class<?> main, Optional<Path> config) {
    List<String> prefix = new ArrayList<>();
    String script = System.getProperty("fairlead.program", "");
    if (script.isEmpty()) {
      prefix.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      prefix.addAll(JVM_FLAGS);
      prefix.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    } else {
      prefix.add(script);
    }
    config.ifPresent(file -> prefix.addAll(List.of("--config", file.toString())));
    return new Program(prefix);
  }

  List<String> command(String... words) {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of(words));
    return command;
  }
}
