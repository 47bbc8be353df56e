package io.fairlead.translation.security;

import io.fairlead.model.service.Protocol;
import java.util.List;

/**
 * What peers say of the bytes within their TLS. Servers choose a filter chain by what is offered;
 * which name is agreed on in the end decides nothing.
 */
public final class Alpn {

  /** Offered by callers. */
  public static final List<String> MESH_HTTP1 = List.of("istio-http/1.1", "istio");

  public static final List<String> MESH_HTTP2 = List.of("istio-h2", "istio");
  public static final List<String> MESH_TCP = List.of("istio");

  /** Offered by servers. */
  public static final List<String> SERVER_HTTP = List.of("h2", "http/1.1");

  public static final List<String> SERVER_TCP = List.of("istio");

  /** Matched by servers; peers of a stock Istio offer the exchange too, which we never do. */
  public static final List<String> MATCH_HTTP =
      List.of("istio-http/1.0", "istio-http/1.1", "istio-h2");

  public static final List<String> MATCH_TCP = List.of("istio-peer-exchange", "istio");
  public static final List<String> MATCH_ANY =
      List.of("istio", "istio-peer-exchange", "istio-http/1.0", "istio-http/1.1", "istio-h2");

  /** Set by the inspection of plaintext. */
  public static final List<String> PLAIN_HTTP1 = List.of("http/1.0", "http/1.1");

  public static final List<String> PLAIN_HTTP2 = List.of("h2c");
  public static final List<String> PLAIN_HTTP = List.of("http/1.0", "http/1.1", "h2c");

  private Alpn() {}

  /** What callers of a port offer; of a detected one, where HTTP has not been found. */
  public static List<String> of(Protocol protocol) {
    return switch (protocol) {
      case HTTP, GRPC_WEB -> MESH_HTTP1;
      case HTTP2, GRPC -> MESH_HTTP2;
      case HTTPS, TLS, TCP, MONGO, AUTO -> MESH_TCP;
    };
  }
}
