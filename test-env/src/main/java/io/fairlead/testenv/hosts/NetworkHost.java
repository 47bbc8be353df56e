package io.fairlead.testenv.hosts;

import io.fairlead.testenv.process.CommandResult;
import io.fairlead.testenv.process.Commands;
import io.fairlead.testenv.process.RunningProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A host with its own network, host name, users, processes, {@code /run} and name server.
 *
 * <p>It shares every other file with this machine.
 */
public final class NetworkHost implements Host {

  private final String name;
  private final String address;
  private final Path directory;
  private final Machine machine;

  private NetworkHost(String name, String address, Path directory, Machine machine) {
    this.name = name;
    this.address = address;
    this.directory = directory;
    this.machine = machine;
  }

  static NetworkHost furnish(
      String name, String address, String gateway, Path directory, Machine machine) {
    HostFiles.write(directory, name, address, gateway);
    List<String> arguments =
        new ArrayList<>(List.of(directory.resolve("etc").toString(), address, gateway));
    arguments.add(directory.toString());
    arguments.add(System.getProperty("user.dir"));
    arguments.add(System.getProperty("java.home"));
    Binaries.all().forEach(path -> arguments.add(path.toString()));
    machine.script(HostFiles.SETUP, arguments);
    return new NetworkHost(name, address, directory, machine);
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
    return Path.of("/run/fairlead");
  }

  @Override
  public String entry() {
    return "nsenter -t %d -n -m -u -p ".formatted(machine.pid());
  }

  @Override
  public boolean isIsolated() {
    return true;
  }

  @Override
  public CommandResult run(User user, Duration limit, List<String> command) {
    return Commands.run(limit, machine.inside(user, command));
  }

  @Override
  public RunningProcess start(String processName, User user, List<String> command) {
    return HostFiles.start(name, processName, machine.inside(user, command), true, directory);
  }

  /** The kernel ends what still runs here. */
  @Override
  public void close() {
    machine.close();
  }
}
