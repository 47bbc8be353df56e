package io.fairlead.conformance.traffic;

import java.util.Map;

/**
 * A request as it came to a backend.
 *
 * @param headers by names in lower case, {@code host} among them
 */
public record Arrival(String backend, String method, String path, Map<String, String> headers) {

  public Arrival {
    headers = Map.copyOf(headers);
  }

  static Arrival of(String backend, HttpText.Message message) {
    String[] line = message.start().split(" ", 3);
    return new Arrival(backend, line[0], line.length > 1 ? line[1] : "", message.headers());
  }

  String ask() {
    return headers.getOrDefault(Client.ASK, "");
  }

  public String host() {
    return headers.getOrDefault("host", "");
  }
}
