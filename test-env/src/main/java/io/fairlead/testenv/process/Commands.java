package io.fairlead.testenv.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Runs short commands to their end. */
public final class Commands {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int LONGEST_OUTPUT = 4 << 20;

  private Commands() {}

  public static CommandResult run(String... command) {
    return run(LIMIT, List.of(command));
  }

  /** A command that is not over by {@code limit} is killed and is a failure. */
  public static CommandResult run(Duration limit, List<String> command) {
    String shown = String.join(" ", command);
    Process process = start(command, shown);
    AtomicReference<String> output = new AtomicReference<>("");
    Thread reader = Thread.startVirtualThread(() -> output.set(readAll(process.getInputStream())));
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new TestEnvironmentException(
            "'%s' was not over after %d s".formatted(shown, limit.toSeconds()));
      }
      // A background process of the command may hold the pipe open for longer.
      reader.join(Duration.ofSeconds(2));
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new TestEnvironmentException("Interrupted while running '%s'".formatted(shown), e);
    }
    return new CommandResult(shown, process.exitValue(), output.get());
  }

  private static Process start(List<String> command, String shown) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      throw new TestEnvironmentException("'%s' cannot be started".formatted(shown), e);
    }
  }

  private static String readAll(InputStream stream) {
    try (stream) {
      return new String(stream.readNBytes(LONGEST_OUTPUT), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
