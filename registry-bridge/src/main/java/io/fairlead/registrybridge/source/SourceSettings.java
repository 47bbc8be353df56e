package io.fairlead.registrybridge.source;

import io.fairlead.model.service.ServiceHost;
import io.fairlead.settings.Default;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What a source is configured by. */
public sealed interface SourceSettings {

  String name();

  /** The same settings with paths resolved against the directory of the configuration file. */
  SourceSettings in(Path directory);

  /**
   * A Consul datacenter, read through one of its agents. The keys stand side by side in the file;
   * the methods group them by who needs them.
   *
   * @param tokenFile empty where no token is sent
   * @param caFile empty where the system's authorities are trusted
   * @param datacenter empty for the agent's own
   * @param namespace of the resources
   * @param hostSuffix what follows a service's name in its host
   * @param includeWarning whether an instance with a check in state warning is an endpoint
   * @param maxConnections to the agent; over TLS one carries many of the queries for services
   * @param waitTime the longest that one blocking query is left open
   * @param holdMassRemoval how long the endpoints stay when more than half vanish at once; zero for
   *     not at all
   */
  record Consul(
      String name,
      @Default("http://127.0.0.1:8500") String address,
      @Default("") Path tokenFile,
      @Default("") Path caFile,
      @Default("") String datacenter,
      @Default("consul") String namespace,
      @Default("service.consul") String hostSuffix,
      Selection services,
      @Default("true") boolean includeWarning,
      @Default("false") boolean allowLoopback,
      @Default("100") int maxConnections,
      @Default("55s") Duration waitTime,
      @Default("60s") Duration holdMassRemoval)
      implements SourceSettings {

    private static final int MOST_CONNECTIONS = 10_000;
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    public Consul {
      requireLabel("name", name);
      requireLabel("namespace", namespace);
      requireAddress(address);
      String problem = ServiceHost.problemWith("x." + hostSuffix);
      if (!problem.isEmpty()) {
        throw new IllegalArgumentException("hostSuffix '" + hostSuffix + "' " + problem);
      }
      if (maxConnections < Access.OTHER_CONNECTIONS || maxConnections > MOST_CONNECTIONS) {
        throw new IllegalArgumentException(
            "maxConnections lies between "
                + Access.OTHER_CONNECTIONS
                + " and "
                + MOST_CONNECTIONS
                + "; Consul's http_max_conns_per_client has to grant as many");
      }
      if (waitTime.compareTo(SHORTEST_WAIT) < 0 || waitTime.compareTo(LONGEST_WAIT) > 0) {
        throw new IllegalArgumentException(
            "waitTime lies between 1s and 10m, which is Consul's limit");
      }
    }

    public Access access() {
      return new Access(
          URI.create(address), tokenFile, caFile, datacenter, maxConnections, waitTime);
    }

    public Mapping mapping() {
      return new Mapping(name, namespace, hostSuffix, includeWarning, allowLoopback);
    }

    @Override
    public Consul in(Path directory) {
      return new Consul(
          name,
          address,
          resolve(directory, tokenFile),
          resolve(directory, caFile),
          datacenter,
          namespace,
          hostSuffix,
          services,
          includeWarning,
          allowLoopback,
          maxConnections,
          waitTime,
          holdMassRemoval);
    }
  }

  /** How Consul is reached. */
  record Access(
      URI address,
      Path tokenFile,
      Path caFile,
      String datacenter,
      int maxConnections,
      Duration waitTime) {

    /** For the queries that stand open for all services together, and for reading. */
    public static final int OTHER_CONNECTIONS = 16;

    /** How many connections are left for the queries that stand open for single services. */
    public int watchConnections() {
      return maxConnections - OTHER_CONNECTIONS;
    }

    public boolean isTls() {
      return "https".equals(address.getScheme());
    }

    public boolean hasToken() {
      return !tokenFile.toString().isEmpty();
    }

    public boolean hasCa() {
      return !caFile.toString().isEmpty();
    }
  }

  /** How the services of a registry become services of the mesh. */
  record Mapping(
      String source,
      String namespace,
      String hostSuffix,
      boolean includeWarning,
      boolean allowLoopback) {}

  /**
   * Services by name, where {@code *} stands for any characters.
   *
   * @param include empty for all but Consul's own
   */
  record Selection(List<String> include, List<String> exclude) {
    public Selection {
      include = List.copyOf(include);
      exclude = List.copyOf(exclude);
    }
  }

  /** A YAML file with services. */
  record StaticFile(
      String name,
      Path path,
      @Default("static") String namespace,
      @Default("false") boolean allowLoopback)
      implements SourceSettings {

    public StaticFile {
      requireLabel("name", name);
      requireLabel("namespace", namespace);
      if (path.toString().isEmpty()) {
        throw new IllegalArgumentException("path is empty; name the file with the services");
      }
    }

    @Override
    public StaticFile in(Path directory) {
      return new StaticFile(name, resolve(directory, path), namespace, allowLoopback);
    }
  }

  private static Path resolve(Path directory, Path path) {
    return path.toString().isEmpty() ? path : directory.resolve(path);
  }

  private static void requireAddress(String address) {
    URI uri = URI.create(address);
    boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!isHttp || uri.getHost() == null || uri.getPort() < 1) {
      throw new IllegalArgumentException(
          "address '" + address + "' is not of the form http://host:port or https://host:port");
    }
    if (uri.getUserInfo() != null || uri.getQuery() != null || !uri.getPath().isEmpty()) {
      throw new IllegalArgumentException(
          "address holds a scheme, a host and a port only; a token belongs into tokenFile");
    }
  }

  private static void requireLabel(String key, String value) {
    if (!Names.isDnsLabel(value)) {
      throw new IllegalArgumentException(
          key + " '" + value + "' is not a name: use 1 to 63 of a-z, 0-9 and -");
    }
  }
}
