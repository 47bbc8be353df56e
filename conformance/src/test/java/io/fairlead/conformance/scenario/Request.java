package io.fairlead.conformance.scenario;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A line of a table: what is asked, and how often.
 *
 * @param payload of HTTP or of bytes
 * @param destination {@code address:port} or {@code name:port} as the application connects to it
 * @param source the application's address
 * @param serverName of TLS that the application speaks; none where it speaks plainly
 */
public record Request(
    Payload payload,
    String destination,
    String source,
    Optional<String> serverName,
    Repetition repetition) {

  /**
   * How often it is asked.
   *
   * @param isTogether all at once, not one after the other
   * @param pause before the first
   */
  public record Repetition(int times, boolean isTogether, Duration pause) {}

  public int times() {
    return repetition.times();
  }

  /** What is sent. */
  public sealed interface Payload {}

  /** A request; {@code host} is the Host header as it stands. */
  public record Http(String method, String path, String host, Map<String, String> headers)
      implements Payload {
    public Http {
      headers = Map.copyOf(headers);
    }
  }

  /** A line of text; whoever answers tells its name. */
  public record Bytes(String line) implements Payload {}

  /** For people, and for the names of tests. */
  public String title() {
    String times = times() == 1 ? "" : times() + " x ";
    String tls = serverName.map(name -> " over TLS to " + name).orElse("");
    return switch (payload) {
      case Http http ->
          times + http.method() + " " + http.host() + http.path() + " " + http.headers() + tls;
      case Bytes bytes -> times + "'" + bytes.line() + "' to " + destination + tls;
    };
  }
}
