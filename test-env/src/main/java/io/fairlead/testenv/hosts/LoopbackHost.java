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
import java.util.concurrent.ConcurrentLinkedDeque;

/** A host for those who are not root: a loopback address, and every process as oneself. */
public final class LoopbackHost implements Host {

  private final String name;
  private final String address;
  private final Path directory;
  private final ConcurrentLinkedDeque<RunningProcess> started = new ConcurrentLinkedDeque<>();

  private LoopbackHost(String name, String address, Path directory) {
    this.name = name;
    this.address = address;
    this.directory = directory;
  }

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
  public String name() {
    return name;
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public Path directory() {
    return directory;
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
    RunningProcess process = HostFiles.start(name, processName, command, false, directory);
    started.addFirst(process);
    return process;
  }

  /** Ends what was started here and still runs, all at once. */
  @Override
  public void close() {
    started.forEach(RunningProcess::askToEnd);
    started.forEach(RunningProcess::close);
  }
}
