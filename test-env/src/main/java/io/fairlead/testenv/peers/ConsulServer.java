package io.fairlead.testenv.peers;

import io.fairlead.testenv.hosts.Binaries;
import io.fairlead.testenv.hosts.FreePorts;
import io.fairlead.testenv.hosts.Host;
import io.fairlead.testenv.hosts.User;
import io.fairlead.testenv.process.RunningProcess;
import io.fairlead.testenv.process.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** A real Consul server of one node. Its catalog survives a restart. */
public final class ConsulServer implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(30);

  private final Host host;
  private final List<String> command;
  private final ConsulCatalog catalog;
  private RunningProcess process;

  private ConsulServer(Host host, List<String> command, int port) {
    this.host = host;
    this.command = command;
    this.catalog = new ConsulCatalog(host.address(), port);
    this.process = launch();
  }

  /** Starts it, on ports that are free now, and returns once it has a leader. */
  public static ConsulServer start(Host host) {
    // One batch, so that no two of them are the same.
    Iterator<Integer> ports = FreePorts.on(host, 4).iterator();
    int http = ports.next();
    Path data = host.directory().resolve("consul");
    List<String> command = new ArrayList<>(List.of(Binaries.consul().toString(), "agent"));
    command.addAll(List.of("-server", "-bootstrap-expect=1", "-node=" + host.name()));
    command.addAll(List.of("-bind=" + host.address(), "-client=" + host.address()));
    command.addAll(List.of("-data-dir=" + data, "-http-port=" + http, "-dns-port=-1"));
    command.addAll(List.of("-grpc-port=-1", "-grpc-tls-port=-1", "-serf-wan-port=-1"));
    command.addAll(List.of("-server-port=" + ports.next(), "-serf-lan-port=" + ports.next()));
    command.addAll(List.of("-log-level=warn", "-hcl=disable_update_check = true"));
    // Alone in its cluster it has nobody to wait for.
    command.add("-hcl=performance { raft_multiplier = 1 }");
    return new ConsulServer(host, List.copyOf(command), http);
  }

  public ConsulCatalog catalog() {
    return catalog;
  }

  /** Ends it as a crash would; the catalog stays on its disk. */
  public void kill() {
    process.kill();
  }

  public void restart() {
    process.close();
    process = launch();
  }

  private RunningProcess launch() {
    RunningProcess started = host.start("consul", User.ROOT, command);
    Waiting.until(
        "Consul to elect itself (its log is %s)".formatted(started.logFile()),
        START,
        () -> catalog.hasLeader());
    return started;
  }

  @Override
  public void close() {
    process.close();
  }
}
