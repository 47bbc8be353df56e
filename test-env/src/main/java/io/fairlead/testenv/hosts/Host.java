package io.fairlead.testenv.hosts;

import io.fairlead.testenv.process.CommandResult;
import io.fairlead.testenv.process.RunningProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** A place with a name and an address where processes run. */
public interface Host extends AutoCloseable {

  String name();

  /** IPv4, reached from every other host and from this process. */
  String address();

  /** Files of this host; gone when the host is closed. */
  Path directory();

  /** A short path for sockets, on this host alone where hosts have files of their own. */
  Path runtimeDirectory();

  /** What to write in front of a command that a person wants to run on this host. */
  String entry();

  /** Processes of different hosts share no network, and rules can redirect. */
  boolean isIsolated();

  CommandResult run(User user, Duration limit, List<String> command);

  /** Starts a process that stays up; its output goes to {@code <name>.log} in the directory. */
  RunningProcess start(String name, User user, List<String> command);

  @Override
  void close();

  default CommandResult run(User user, String... command) {
    return run(user, Duration.ofSeconds(30), Arrays.asList(command));
  }
}
