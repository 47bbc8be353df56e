package io.fairlead.conformance.traffic;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What came of one request.
 *
 * @param status 0 where there was no HTTP
 * @param body of HTTP, or the line of text; empty where the connection was closed instead
 * @param arrivals behind the Envoy, in their order
 */
public record Seen(
    int status, Map<String, String> headers, String body, Duration time, List<Arrival> arrivals) {

  public Seen {
    headers = Map.copyOf(headers);
    arrivals = List.copyOf(arrivals);
  }

  /** The backend that answered; empty where Envoy answered itself. */
  public String backend() {
    return status == 0 ? body.split(" ", 2)[0] : headers.getOrDefault("x-backend", "");
  }

  public boolean isClosed() {
    return status == 0 && body.isEmpty();
  }

  /**
   * Arrivals that are no copies.
   *
   * @param mirrors the backends that get copies, and nothing else
   */
  public List<Arrival> attempts(Set<String> mirrors) {
    return arrivals.stream().filter(arrival -> !mirrors.contains(arrival.backend())).toList();
  }

  /** Copies that came to a backend. */
  public long copies(String mirror) {
    return arrivals.stream().filter(arrival -> arrival.backend().equals(mirror)).count();
  }
}
