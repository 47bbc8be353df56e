package io.fairlead.vmagent.host;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;

/**
 * A port that the agent or its proxy is going to listen on.
 *
 * @param key the setting that names it
 */
public record FreePort(String key, InetSocketAddress address, Protocol protocol) {

  /** What is listened for. */
  public enum Protocol {
    TCP,
    UDP
  }

  public static FreePort tcp(String key, InetSocketAddress address) {
    return new FreePort(key, address, Protocol.TCP);
  }

  public static FreePort udp(String key, InetSocketAddress address) {
    return new FreePort(key, address, Protocol.UDP);
  }

  /** Why nobody could listen there now; nothing where one could. */
  public Optional<String> problem() {
    try {
      switch (protocol) {
        case TCP -> {
          try (ServerSocket socket = new ServerSocket()) {
            socket.bind(address);
          }
        }
        case UDP -> {
          try (DatagramSocket socket = new DatagramSocket(null)) {
            socket.bind(address);
          }
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          "%s port %d (%s) is not free on %s (%s)"
              .formatted(
                  protocol == Protocol.TCP ? "TCP" : "UDP",
                  address.getPort(),
                  key,
                  address.getAddress().getHostAddress(),
                  e.getMessage()));
    }
  }
}
