package io.fairlead.conformance.scenario;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A file: Istio's YAML, and a table of requests.
 *
 * @param backends names to the {@code address:port} at which the YAML's endpoints stand
 * @param refusing backends that refuse connections
 * @param resources Istio's YAML, to the letter
 */
public record Scenario(
    String name,
    Caller caller,
    Map<String, String> backends,
    Set<String> refusing,
    String resources,
    List<Row> rows) {

  public Scenario {
    backends = Map.copyOf(backends);
    refusing = Set.copyOf(refusing);
    rows = List.copyOf(rows);
  }

  /** Whether others call the caller's own host, too. */
  public boolean isServing() {
    return rows.stream().anyMatch(row -> row.request().isToOwnHost());
  }
}
