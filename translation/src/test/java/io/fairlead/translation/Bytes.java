package io.fairlead.translation;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** What a client that knows nothing of any mesh sends, and what it gets. */
final class Bytes {

  private Bytes() {}

  /**
   * As many bytes as were sent, with the connection open until then: Envoy cuts a connection whose
   * client says that it is done while the connection is still being inspected.
   */
  static String talk(String address, int port, String bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.ofLiteral(address), port)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      return new String(
          socket.getInputStream().readNBytes(bytes.length()), StandardCharsets.US_ASCII);
    }
  }

  static String exchange(String address, int port, String bytes) throws IOException {
    return exchange(address, port, bytes, true);
  }

  /**
   * What comes back until the other side closes, or nothing where the connection was cut instead.
   *
   * @param isClosedAfter says that no more will be sent; HTTP takes that for going away
   */
  static String exchange(String address, int port, String bytes, boolean isClosedAfter)
      throws IOException {
    try (Socket socket = new Socket(InetAddress.ofLiteral(address), port)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      if (isClosedAfter) {
        socket.shutdownOutput();
      }
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    } catch (SocketException e) {
      return "";
    }
  }

  /** A request of HTTP, on a connection of its own. */
  static String get(String address, int port, String host, String headers) throws IOException {
    return get(address, port, host, headers, "/");
  }

  static String get(String address, int port, String host, String headers, String path)
      throws IOException {
    String request =
        "GET "
            + path
            + " HTTP/1.1\r\nHost: "
            + host
            + "\r\n"
            + headers
            + "Connection: close\r\n\r\n";
    return exchange(address, port, request, false);
  }
}
