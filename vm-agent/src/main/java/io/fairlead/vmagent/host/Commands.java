package io.fairlead.vmagent.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Starts processes; no other class of the agent does. */
public final class Commands {

  /** Where administrators' programs lie, also for users whose PATH does not name the places. */
  private static final List<String> SYSTEM_DIRECTORIES =
      List.of("/usr/sbin", "/sbin", "/usr/bin", "/bin");

  private static final String PATH =
      Optional.ofNullable(System.getenv("PATH")).orElse("")
          + ":"
          + String.join(":", SYSTEM_DIRECTORIES);

  public Commands() {}

  /** How a command ended and what it said. */
  public record Result(int exitCode, String output, String errors) {

    public boolean isSuccess() {
      return exitCode == 0;
    }
  }

  /** Where a program lies, if it is installed; a name with a slash is taken as it is. */
  public Optional<Path> find(String program) {
    if (program.contains("/")) {
      return Optional.of(Path.of(program)).filter(Files::isExecutable);
    }
    return Stream.of(PATH.split(":"))
        .filter(directory -> directory.startsWith("/"))
        .map(directory -> Path.of(directory, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Runs a command to its end, in the C locale.
   *
   * @param stdin what the command reads; empty for nothing
   * @param timeout after which the command and its children are killed
   * @throws CommandException when the program is missing, late or says more than 16 MiB
   */
  public Result run(List<String> command, String stdin, Duration timeout) {
    ProcessBuilder builder = builder(command);
    builder.environment().put("LC_ALL", "C");
    Process process = begin(builder, command);
    try {
      BoundedText output = BoundedText.reading(process.getInputStream());
      BoundedText errors = BoundedText.reading(process.getErrorStream());
      Thread feeder = Thread.startVirtualThread(() -> feed(process, stdin));
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new CommandException(
            "%s did not end within %d ms".formatted(command.getFirst(), timeout.toMillis()));
      }
      feeder.join();
      return new Result(process.exitValue(), output.text(command), errors.text(command));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException("interrupted while running " + command.getFirst(), e);
    } finally {
      kill(process);
    }
  }

  /**
   * Starts a long-running child that reads nothing and inherits no variable but PATH.
   *
   * @param environment its variables
   * @param log the file to which its output is appended
   */
  public Process start(List<String> command, Map<String, String> environment, Path log) {
    ProcessBuilder builder = builder(command);
    builder.environment().putAll(environment);
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return begin(builder, command);
  }

  private ProcessBuilder builder(List<String> command) {
    String name = command.getFirst();
    List<String> resolved = new ArrayList<>(command);
    resolved.set(
        0,
        find(name)
            .orElseThrow(
                () ->
                    new CommandException(
                        "the program %s is not installed (looked in PATH and %s)"
                            .formatted(name, String.join(", ", SYSTEM_DIRECTORIES))))
            .toString());
    ProcessBuilder builder = new ProcessBuilder(resolved);
    builder.environment().clear();
    builder.environment().put("PATH", PATH);
    return builder;
  }

  private static Process begin(ProcessBuilder builder, List<String> command) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new CommandException("starting " + command.getFirst() + " failed", e);
    }
  }

  private static void feed(Process process, String stdin) {
    try (var pipe = process.getOutputStream()) {
      pipe.write(stdin.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // A command that ends without reading its input says why by its exit code.
      return;
    }
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
