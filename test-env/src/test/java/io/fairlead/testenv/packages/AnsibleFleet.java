package io.fairlead.testenv.packages;

import io.fairlead.testenv.hosts.BootedHost;
import io.fairlead.testenv.hosts.BootedNetwork;
import io.fairlead.testenv.process.Commands;
import io.fairlead.testenv.process.RunningProcess;
import io.fairlead.testenv.process.TestEnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The operator of the fleet guide: a directory and a machine with ssh to a control plane and to the
 * first of three hosts, or to all of them, which have nothing of Fairlead yet. The first host
 * installs rpms, the others and the control plane debs.
 */
final class AnsibleFleet implements AutoCloseable {

  private static final String VARIABLE = "FAIRLEAD_ANSIBLE";
  private static final Duration LIMIT = Duration.ofMinutes(8);
  private static final String HOST_OF_RPMS = "web-1";

  /** Nothing is read from, or left in, the home of whoever runs the tests. */
  private static final String RUN =
      """
      cd "$1"
      mkdir -p /run/ansible
      export ANSIBLE_HOME=/run/ansible ANSIBLE_HOST_KEY_CHECKING=false ANSIBLE_PRIVATE_KEY_FILE="$1/key" ANSIBLE_NOCOLOR=1 ANSIBLE_SSH_RETRIES=3 LC_ALL=C.UTF-8
      export ANSIBLE_SSH_ARGS='-F none -C -o ControlMaster=auto -o ControlPersist=60s -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR'
      eval "$2"
      """;

  private final BootedNetwork network = BootedNetwork.open();
  private final Repository repository;
  private final BootedHost center;
  private final List<BootedHost> members = new ArrayList<>();
  private final Path directory;
  private final String limit;
  private int commands;

  AnsibleFleet(int size) {
    limit = size < 3 ? " --limit mesh,web-" + size : "";
    try {
      repository = Repository.serve(network);
      directory = Files.createDirectory(network.directory().resolve("fleet"));
      Commands.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", directory + "/key")
          .orThrow();
      Files.createSymbolicLink(directory.resolve("venv"), tools().resolve("venv"));
      Commands.run(
              "bash", "-euc", "cp \"$0\"/*.tar.gz \"$1\"", tools() + "/build", directory.toString())
          .orThrow();
      Files.copy(repository.files().resolve("fairlead.asc"), directory.resolve("fairlead.asc"));
      center = newHost("mesh");
      for (int number = 1; number <= size; number++) {
        members.add(newHost("web-" + number));
      }
    } catch (IOException | RuntimeException e) {
      network.close();
      throw new TestEnvironmentException("The fleet cannot be made", e);
    }
  }

  private static Path tools() {
    String tools = System.getenv(VARIABLE);
    if (tools == null || !Files.isDirectory(Path.of(tools, "venv"))) {
      throw new TestEnvironmentException(
          VARIABLE + " names no Ansible: run this by ./dev, which installs it");
    }
    return Path.of(tools);
  }

  private BootedHost newHost(String name) throws IOException {
    BootedHost host = network.host(name, installer(name).image());
    host.write("/root/.ssh/authorized_keys", Files.readString(directory.resolve("key.pub")));
    return host;
  }

  private static Installer installer(String host) {
    return host.equals(HOST_OF_RPMS) ? Installer.DNF : Installer.APT;
  }

  /** The version of a package that a host has installed. */
  static String version(BootedHost host, String name) {
    return installer(host.name()).version(host, name);
  }

  /** Writes the files of a section and runs its commands; the outputs, in order. */
  List<String> follow(List<GuidePage.Block> section) {
    List<String> outputs = new ArrayList<>();
    for (GuidePage.Block block : section) {
      if (block.isFile()) {
        write(block.name(), block.text());
      } else if (block.info().equals("sh")) {
        block.commands().forEach(line -> outputs.add(run(line)));
      } else if (!block.info().equals("sh prepared")) {
        BootedHost host = member(block.info().substring("sh ".length()));
        block.commands().forEach(line -> outputs.add(host.shell(line).orThrow()));
      }
    }
    return outputs;
  }

  private void write(String name, String text) {
    try {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new TestEnvironmentException(name + " cannot be written", e);
    }
  }

  /** Runs a line of shell on the operator's machine; its output. */
  String run(String line) {
    RunningProcess process = start(line);
    int code = process.awaitExit(LIMIT);
    if (code != 0) {
      throw new TestEnvironmentException(
          "'%s' ended with exit code %d: %s".formatted(line, code, process.tail()));
    }
    return process.log();
  }

  /** The same for a line that must fail. */
  String runToFailure(String line) {
    RunningProcess process = start(line);
    if (process.awaitExit(LIMIT) == 0) {
      throw new TestEnvironmentException("'%s' did not fail: %s".formatted(line, process.tail()));
    }
    return process.log();
  }

  private RunningProcess start(String line) {
    String whole = line.contains("ansible-playbook") ? line + limit : line;
    return network.start(
        "command-" + ++commands,
        List.of("bash", "-euc", RUN, "fleet", directory.toString(), whole));
  }

  BootedHost center() {
    return center;
  }

  List<BootedHost> members() {
    return List.copyOf(members);
  }

  BootedHost member(String name) {
    return members.stream().filter(host -> host.name().equals(name)).findFirst().orElseThrow();
  }

  List<BootedHost> hosts() {
    List<BootedHost> all = new ArrayList<>(members);
    all.addFirst(center);
    return all;
  }

  Repository repository() {
    return repository;
  }

  @Override
  public void close() {
    network.close();
  }
}
