package io.fairlead.testenv.services;

import io.fairlead.testenv.hosts.Host;
import io.fairlead.testenv.hosts.User;
import io.fairlead.testenv.process.RunningProcess;
import io.fairlead.testenv.process.Waiting;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A plain echo service that runs on a host and knows nothing of the mesh. */
public final class EchoService implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(20);
  private static final int CONNECT_MILLIS = 500;

  private final Host host;
  private final int port;
  private final RunningProcess process;

  private EchoService(Host host, int port, RunningProcess process) {
    this.host = host;
    this.port = port;
    this.process = process;
  }

  /** Answers HTTP with its name and what the client sent. */
  public static EchoService http(Host host, String name, int port) {
    return start(
        host,
        name,
        port,
        JavaPrograms.command(HttpEchoMain.class, name, bindAddress(host), Integer.toString(port)));
  }

  /** Sends bytes back; with a greeting the server speaks first. */
  public static EchoService tcp(Host host, String name, int port, String greeting) {
    List<String> command =
        new ArrayList<>(
            JavaPrograms.command(TcpEchoMain.class, bindAddress(host), Integer.toString(port)));
    if (!greeting.isEmpty()) {
      command.add(greeting);
    }
    return start(host, name, port, command);
  }

  private static EchoService start(Host host, String name, int port, List<String> command) {
    RunningProcess process = host.start(name, User.APPLICATION, command);
    EchoService service = new EchoService(host, port, process);
    Waiting.until(
        "service %s on %s:%d (its log is %s)"
            .formatted(name, host.address(), port, process.logFile()),
        START,
        service::accepts);
    return service;
  }

  /** Without capture the proxy stands on the host's address, and the application behind it. */
  private static String bindAddress(Host host) {
    return host.isIsolated() ? "0.0.0.0" : "127.0.0.1";
  }

  private boolean accepts() throws IOException {
    try (Socket socket = new Socket()) {
      String address = host.isIsolated() ? host.address() : "127.0.0.1";
      socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
      return true;
    }
  }

  public Host host() {
    return host;
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    process.close();
  }
}
