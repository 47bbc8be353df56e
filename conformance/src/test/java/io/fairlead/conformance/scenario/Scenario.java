package io.fairlead.conformance.scenario;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A file: Istio's YAML, and a table of requests.
 *
 * @param resources Istio's YAML, to the letter
 */
public record Scenario(String name, Caller caller, Hosts hosts, String resources, List<Row> rows) {

  /** Where a scenario holds the authority that vouches for its backends, between quotes. */
  private static final String ROOT = "ROOT-OF-BACKENDS";

  /**
   * What stands behind the endpoints of the YAML.
   *
   * @param backends names to the {@code address:port} at which the endpoints stand
   * @param refusing backends that refuse connections
   * @param joined backends on hosts of the mesh: an identity stands behind their addresses
   */
  public record Hosts(Map<String, String> backends, Set<String> refusing, Set<String> joined) {
    public Hosts {
      backends = Map.copyOf(backends);
      refusing = Set.copyOf(refusing);
      joined = Set.copyOf(joined);
    }

    /** Whether a host of the mesh is at {@code address:port}. */
    public boolean isJoined(String place) {
      return joinedAddresses().anyMatch(address(place)::equals);
    }

    /** Of each host that joined. */
    public Stream<String> joinedAddresses() {
      return joined.stream().sorted().map(this::addressOf);
    }

    private String addressOf(String name) {
      String place = backends.get(name);
      if (place == null) {
        throw new IllegalArgumentException("'" + name + "' joined and is no backend");
      }
      return address(place);
    }

    private static String address(String place) {
      return place.substring(0, Math.max(0, place.lastIndexOf(':')));
    }
  }

  public Scenario {
    rows = List.copyOf(rows);
  }

  /** The same, in which the authority of the backends stands where its place is. */
  public Scenario with(String rootPem) {
    return new Scenario(
        name, caller, hosts, resources.replace(ROOT, rootPem.replace("\n", "\\n")), rows);
  }

  /** Whether others call the caller's own host, too. */
  public boolean isServing() {
    return rows.stream().anyMatch(row -> row.request().isToOwnHost());
  }
}
