package io.fairlead.testenv.mesh;

import io.fairlead.testenv.hosts.Host;
import io.fairlead.testenv.hosts.User;
import io.fairlead.testenv.process.CommandResult;
import io.fairlead.testenv.services.JavaPrograms;
import io.fairlead.testenv.services.TcpClientMain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A plain client on a host: it knows names and ports, and nothing of the mesh. */
public record Client(Host host) {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  public Answer get(String name, int port) {
    return curl(url(name, port));
  }

  /** As {@link #get}, with a header line of one's own. */
  public Answer getWithHeader(String name, int port, String header) {
    return curl(url(name, port), "-H", header);
  }

  /** As {@link #get}, at an address for which the name is not looked up. */
  public Answer getBy(String address, String name, int port) {
    return curl(url(name, port), "--resolve", "%s:%d:%s".formatted(name, port, address));
  }

  private static String url(String name, int port) {
    return "http://%s:%d/".formatted(name, port);
  }

  private Answer curl(String url, String... options) {
    List<String> command = new ArrayList<>(List.of("curl", "-s", "-m", "5", "--noproxy", "*"));
    command.addAll(List.of(options));
    command.addAll(List.of("-w", "\n%{http_code}", url));
    CommandResult result = host.run(User.APPLICATION, LIMIT, command);
    int end = result.output().lastIndexOf('\n');
    String status = result.output().substring(end + 1);
    return new Answer(
        status.matches("\\d{3}") ? Integer.parseInt(status) : 0,
        end < 0 ? "" : result.output().substring(0, end));
  }

  /** Sends random bytes and returns what it saw, one line; see {@link TcpClientMain}. */
  public CommandResult exchange(String name, int port, int bytes, long seed, int greeting) {
    return host.run(
        User.APPLICATION,
        LIMIT,
        JavaPrograms.command(
            TcpClientMain.class,
            name,
            Integer.toString(port),
            Integer.toString(bytes),
            Long.toString(seed),
            Integer.toString(greeting)));
  }
}
