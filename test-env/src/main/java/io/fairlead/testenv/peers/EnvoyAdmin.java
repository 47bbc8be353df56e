package io.fairlead.testenv.peers;

import io.fairlead.testenv.hosts.Host;
import io.fairlead.testenv.hosts.User;
import io.fairlead.testenv.process.TestEnvironmentException;
import java.util.Set;
import java.util.TreeSet;

/** Asks the Envoy of a host what it has, over its admin socket. */
public record EnvoyAdmin(Host host) {

  /** Addresses of the endpoints of a cluster, as host:port. */
  public Set<String> endpoints(String cluster) {
    Set<String> endpoints = new TreeSet<>();
    String prefix = cluster + "::";
    get("/clusters")
        .lines()
        .filter(line -> line.startsWith(prefix) && line.contains("::health_flags::"))
        .forEach(line -> endpoints.add(line.substring(prefix.length()).split("::", 2)[0]));
    return endpoints;
  }

  /** The value of one counter or gauge; it must exist. */
  public long stat(String name) {
    String prefix = name + ": ";
    return get("/stats")
        .lines()
        .filter(line -> line.startsWith(prefix))
        .mapToLong(line -> Long.parseLong(line.substring(prefix.length()).strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new TestEnvironmentException(
                    "The Envoy of host %s has no statistic %s".formatted(host.name(), name)));
  }

  public String get(String path) {
    String socket = host.runtimeDirectory().resolve("envoy-admin.sock").toString();
    return host.run(
            User.ROOT, "curl", "-sf", "-m", "5", "--unix-socket", socket, "http://localhost" + path)
        .orThrow();
  }
}
