package io.fairlead.conformance.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A line of a table: what is asked, and how often.
 *
 * @param payload of HTTP or of bytes
 * @param destination {@code address:port} or {@code name:port} as the application connects to it
 * @param source the application's address
 * @param security none where it speaks plainly
 */
public record Request(
    Payload payload,
    String destination,
    String source,
    Optional<Security> security,
    Repetition repetition) {

  /** The address of the caller's own host, in front of a port: others call it. */
  public static final String OWN = "own";

  /**
   * The TLS that the application speaks.
   *
   * @param protocols what it offers
   * @param hasCertificate whether it proves who it is
   */
  public record Security(String serverName, List<String> protocols, boolean hasCertificate) {
    public Security {
      protocols = List.copyOf(protocols);
    }
  }

  /**
   * How often it is asked.
   *
   * @param isTogether all at once, not one after the other
   * @param pause before the first
   */
  public record Repetition(int times, boolean isTogether, Duration pause) {}

  public boolean isToOwnHost() {
    return destination.startsWith(OWN + ":");
  }

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

  /** A call of gRPC; {@code path} names the method. */
  public record Grpc(String path, String host, Map<String, String> headers) implements Payload {
    public Grpc {
      headers = Map.copyOf(headers);
    }
  }

  /** A request that asks to become a WebSocket, and a line of text once it is one. */
  public record Upgrade(Http request, String line) implements Payload {}

  /** A line of text; whoever answers tells its name. */
  public record Bytes(String line) implements Payload {}

  /** For people, and for the names of tests. */
  public String title() {
    String times = times() == 1 ? "" : times() + " x ";
    String tls =
        security.map(one -> " over TLS to " + one.serverName() + one.protocols()).orElse("");
    return switch (payload) {
      case Http http ->
          times + http.method() + " " + http.host() + http.path() + " " + http.headers() + tls;
      case Grpc call -> times + call.host() + call.path() + " " + call.headers() + tls;
      case Upgrade upgrade -> times + "WebSocket " + upgrade.request().path() + tls;
      case Bytes bytes -> times + "'" + bytes.line() + "' to " + destination + tls;
    };
  }
}
