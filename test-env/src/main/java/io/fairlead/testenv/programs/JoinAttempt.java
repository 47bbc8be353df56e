package io.fairlead.testenv.programs;

import io.fairlead.testenv.hosts.Binaries;
import io.fairlead.testenv.hosts.Host;
import io.fairlead.testenv.hosts.User;
import io.fairlead.testenv.process.CommandResult;
import io.fairlead.testenv.process.TestEnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A join that may well fail, and what the host looks like around it. */
public final class JoinAttempt {

  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final Host host;
  private final Path configFile;

  public JoinAttempt(Host host) {
    this.host = host;
    this.configFile =
        ConfigFile.write(
            host.directory().resolve("agent.yaml"),
            """
            stateDirectory: %s/agent
            runtimeDirectory: %s
            address: %s
            agentUser: %s
            envoy: {binary: %s, user: %s}
            """
                .formatted(
                    host.directory(),
                    host.runtimeDirectory(),
                    host.address(),
                    User.AGENT.account(),
                    Binaries.envoy(),
                    User.PROXY.account()));
  }

  /**
   * Tries to join.
   *
   * @param around what to write in front of the command, such as a false clock
   */
  public CommandResult join(List<String> around, String controlPlane, FairleadCli.Ticket ticket) {
    List<String> command = new ArrayList<>(around);
    command.addAll(
        List.of(
            Binaries.program("fairlead-agent").toString(),
            "--config",
            configFile.toString(),
            "join",
            controlPlane,
            "--token",
            ticket.token(),
            "--ca-hash",
            ticket.caHash()));
    return host.run(User.ROOT, LIMIT, command);
  }

  /** Every file of the host, and every rule. */
  public String state() {
    return files() + host.run(User.ROOT, "iptables-save").orThrow().replaceAll("(?m)^#.*\n?", "");
  }

  private String files() {
    try (Stream<Path> files = Files.walk(host.directory())) {
      return files.sorted().map(file -> file + "\n").reduce("", String::concat);
    } catch (IOException e) {
      throw new TestEnvironmentException("listing " + host.directory(), e);
    }
  }
}
