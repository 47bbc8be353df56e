package io.fairlead.conformance.traffic;

import java.time.Duration;
import java.util.List;
import java.util.Map;

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

  /** Arrivals that are no copies. */
  public List<Arrival> attempts() {
    return arrivals.stream().filter(arrival -> !arrival.isMirrored()).toList();
  }
}
