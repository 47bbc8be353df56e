package io.fairlead.testenv.hosts;

import io.fairlead.testenv.process.CommandResult;
import io.fairlead.testenv.process.Commands;
import io.fairlead.testenv.process.RunningProcess;
import io.fairlead.testenv.process.TestEnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A host for those who are not root: a loopback address, and every process as oneself. */
public record LoopbackHost(String name, String address, Path directory) implements Host {

  public static LoopbackHost create(String name, String address, Path run) {
    Path directory = run.resolve(name);
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new TestEnvironmentException("The files of host %s cannot be made".formatted(name), e);
    }
    return new LoopbackHost(name, address, directory);
  }

  @Override
  public Path runtimeDirectory() {
    return directory.resolve("run");
  }

  @Override
  public String entry() {
    return "";
  }

  @Override
  public boolean isIsolated() {
    return false;
  }

  @Override
  public CommandResult run(User user, Duration limit, List<String> command) {
    return Commands.run(limit, command);
  }

  @Override
  public RunningProcess start(String processName, User user, List<String> command) {
    return HostFiles.start(name, processName, command, false, directory);
  }

  /** Nothing of it outlives its processes and the run's directory. */
  @Override
  public void close() {}
}
