package io.fairlead.model.service;

import java.util.Locale;
import java.util.Optional;

/** What is spoken on a service's port. */
public enum Protocol {
  HTTP,
  HTTP2,
  GRPC,
  GRPC_WEB,
  HTTPS,
  TLS,
  TCP,
  MONGO,
  /** Not declared: found out by the proxy for each connection. */
  AUTO;

  /** Reads a protocol as Istio's users write it: case and {@code -} or {@code _} do not count. */
  public static Optional<Protocol> parse(String text) {
    String wanted = text.toUpperCase(Locale.ROOT).replace('-', '_');
    for (Protocol protocol : values()) {
      if (protocol.name().equals(wanted) && protocol != AUTO) {
        return Optional.of(protocol);
      }
    }
    return Optional.empty();
  }

  public boolean isHttp() {
    return switch (this) {
      case HTTP, HTTP2, GRPC, GRPC_WEB -> true;
      case HTTPS, TLS, TCP, MONGO, AUTO -> false;
    };
  }

  public boolean isHttp2() {
    return this == HTTP2 || this == GRPC;
  }

  /** Whether the bytes are an application's own TLS, which the mesh only passes on. */
  public boolean isOpaqueTls() {
    return this == HTTPS || this == TLS;
  }

  /** What is spoken once TLS has ended. */
  public Protocol withinTls() {
    return switch (this) {
      case HTTPS -> HTTP;
      case TLS -> TCP;
      case HTTP, HTTP2, GRPC, GRPC_WEB, TCP, MONGO, AUTO -> this;
    };
  }
}
