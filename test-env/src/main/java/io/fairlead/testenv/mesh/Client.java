package io.fairlead.testenv.mesh;

import io.fairlead.testenv.hosts.Host;
import io.fairlead.testenv.hosts.User;
import io.fairlead.testenv.process.CommandResult;
import io.fairlead.testenv.services.JavaPrograms;
import io.fairlead.testenv.services.TcpClientMain;
import java.time.Duration;

/** A plain client on a host: it knows names and ports, and nothing of the mesh. */
public record Client(Host host) {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  public Answer get(String name, int port) {
    return curl("http://%s:%d/".formatted(name, port), "");
  }

  /** As {@link #get}, to an address of which the name is not resolved. */
  public Answer getBy(String address, String name, int port) {
    return curl("http://%s:%d/".formatted(name, port), name + ":" + port + ":" + address);
  }

  private Answer curl(String url, String resolve) {
    String pinned = resolve.isEmpty() ? "unused.invalid:1:127.0.0.1" : resolve;
    CommandResult result =
        host.run(
            User.APPLICATION,
            "curl",
            "-s",
            "-m",
            "5",
            "--noproxy",
            "*",
            "--resolve",
            pinned,
            "-w",
            "\n%{http_code}",
            url);
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
