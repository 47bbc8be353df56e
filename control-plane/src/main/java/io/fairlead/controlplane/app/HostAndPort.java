package io.fairlead.controlplane.app;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** An address as people write it: {@code host:port}, IPv6 hosts in brackets. */
record HostAndPort(String host, int port) {

  static HostAndPort parse(String key, String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.contains(":")) {
      throw invalid(key, text);
    }
    String port = text.substring(colon + 1);
    if (host.isEmpty() || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
      throw invalid(key, text);
    }
    return new HostAndPort(host, Integer.parseInt(port));
  }

  private static IllegalArgumentException invalid(String key, String text) {
    return new IllegalArgumentException(
        key
            + ": expected host:port such as 10.0.0.1:15012 or [::1]:15012, but found '"
            + text
            + "'");
  }

  /** For a socket to bind: addresses only, so that a typing error never waits for DNS. */
  InetSocketAddress toBind(String key) {
    try {
      return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          key + ": expected an IP address to listen on, but found '" + host + "'", e);
    }
  }

  boolean isLoopback() {
    return host.equals("localhost") || toBind("").getAddress().isLoopbackAddress();
  }
}
