package io.fairlead.vmagent.launcher;

import io.fairlead.vmagent.host.Commands;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Starts children with their output where it belongs, and ends them. */
final class Children {

  /** One arena of glibc: threads of a JVM would otherwise get megabytes each. */
  private static final Map<String, String> ENVIRONMENT = Map.of("MALLOC_ARENA_MAX", "1");

  private final Commands commands;
  private final ChildOutput output;
  private final Consumer<Event> events;

  Children(Commands commands, ChildOutput output, Consumer<Event> events) {
    this.commands = commands;
    this.output = output;
    this.events = events;
  }

  ProcessHandle start(String name, List<String> command, PidFile pidFile) throws IOException {
    ProcessHandle process = commands.start(command, ENVIRONMENT, output.of(name)).toHandle();
    pidFile.write(process);
    watch(process);
    return process;
  }

  /** Also for those that a launcher before us has started. */
  void watch(ProcessHandle process) {
    process.onExit().thenAccept(ended -> events.accept(new Event.Ended(ended)));
  }

  /** Asks a child to end, and ends it where it does not in time. */
  static void end(ProcessHandle process, Duration patience) throws InterruptedException {
    process.destroy();
    if (!hasEnded(process, patience)) {
      process.destroyForcibly();
      hasEnded(process, Duration.ofSeconds(2));
    }
  }

  private static boolean hasEnded(ProcessHandle process, Duration patience)
      throws InterruptedException {
    try {
      process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException _) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("waiting for a process cannot fail", e);
    }
  }

  /** Where the output of children goes. */
  record ChildOutput(Path directory, boolean inherited) {
    Path of(String name) {
      return inherited ? Path.of("/dev/stderr") : directory.resolve(name + ".log");
    }
  }
}
