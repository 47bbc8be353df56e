package io.fairlead.conformance.traffic;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** Passes the bytes of a connection on to another one, in both directions. */
final class Piping {

  private Piping() {}

  /**
   * Until one of the two ends.
   *
   * @param in of {@code one}, with what was read of it already
   */
  static void between(InputStream in, Socket one, Socket other) throws IOException {
    try (one;
        other) {
      Thread back = Thread.ofVirtual().start(() -> copyBack(other, one));
      in.transferTo(other.getOutputStream());
      other.shutdownOutput();
      back.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void copyBack(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      // One of the two has ended; the other direction finds out by itself.
    }
  }
}
