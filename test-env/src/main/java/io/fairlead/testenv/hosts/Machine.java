package io.fairlead.testenv.hosts;

import io.fairlead.testenv.process.CommandResult;
import io.fairlead.testenv.process.Commands;
import io.fairlead.testenv.process.TestEnvironmentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Namespaces of network, files, processes and host name, held together by one idle process.
 *
 * <p>That process is the first of its process namespace and lives as long as a pipe from this JVM.
 * When the pipe closes, by {@link #close} or because this JVM was killed, the kernel ends every
 * process of the machine and takes its interfaces, rules and mounts with them. Nothing has a name
 * in the file system, so nothing can be left over.
 */
final class Machine implements AutoCloseable {

  /** bash, because it also reaps the orphans that it inherits. */
  private static final String HOLD = "echo up; while read -r _; do :; done";

  private final String name;
  private final Process process;
  private final long holder;

  private Machine(String name, Process process, long holder) {
    this.name = name;
    this.process = process;
    this.holder = holder;
  }

  static Machine start(String name) {
    List<String> command =
        new ArrayList<>(List.of("unshare", "--net", "--mount", "--uts", "--pid"));
    command.addAll(List.of("--fork", "--kill-child", "--mount-proc", "--propagation", "private"));
    command.addAll(List.of("--", "bash", "-c", HOLD));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String line = process.inputReader(StandardCharsets.UTF_8).readLine();
      if (!"up".equals(line)) {
        throw new TestEnvironmentException(
            "Host %s cannot be made (root is needed for network namespaces): %s"
                .formatted(name, line));
      }
      return new Machine(name, process, process.children().findFirst().orElseThrow().pid());
    } catch (IOException e) {
      throw new TestEnvironmentException("Host %s cannot be made".formatted(name), e);
    }
  }

  /** The process id under which the kernel knows these namespaces. */
  long pid() {
    return holder;
  }

  /** The given command line, to be run inside as {@code user}. */
  List<String> inside(User user, List<String> command) {
    List<String> all =
        new ArrayList<>(
            List.of("nsenter", "-t", Long.toString(holder), "-n", "-m", "-u", "-p", "--"));
    if (user != User.ROOT) {
      String id = Integer.toString(user.id());
      all.addAll(List.of("setpriv", "--reuid", id, "--regid", id, "--clear-groups", "--"));
    }
    all.addAll(command);
    return all;
  }

  /** Runs a shell script inside as root; its arguments are {@code $1} and so on. */
  void script(String script, List<String> arguments) {
    script(name, script, arguments);
  }

  /** As {@link #script(String, List)}, with {@code $0}, which stands in messages. */
  void script(String name, String script, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("bash", "-euc", script, name));
    command.addAll(arguments);
    CommandResult result = Commands.run(Duration.ofSeconds(10), inside(User.ROOT, command));
    if (!result.succeeded()) {
      throw new TestEnvironmentException(
          "Host %s cannot be set up: %s".formatted(name, result.output().strip()));
    }
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
