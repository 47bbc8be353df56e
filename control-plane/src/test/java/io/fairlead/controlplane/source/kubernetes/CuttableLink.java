package io.fairlead.controlplane.source.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A port that leads to another one of this machine, until it is cut. */
final class CuttableLink implements AutoCloseable {

  private final int target;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean isCut;

  CuttableLink(int target) {
    this.target = target;
    try {
      this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException("opening a link", e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Ends what is open, and each newcomer at once. */
  void cut() {
    isCut = true;
    open.forEach(CuttableLink::end);
  }

  void mend() {
    isCut = false;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket near = server.accept();
        open.add(near);
        if (isCut) {
          end(near);
        } else {
          Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
          open.add(far);
          Thread.ofVirtual().start(() -> copy(near, far));
          Thread.ofVirtual().start(() -> copy(far, near));
        }
      } catch (IOException e) {
        // The link is closed, or nobody listens behind it: the client sees an ended connection.
        open.removeIf(Socket::isClosed);
      }
    }
  }

  private void copy(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // One side ended: so does the other.
      open.remove(from);
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException("ending a connection", e);
    }
  }

  @Override
  public void close() {
    isCut = true;
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException("closing a link", e);
    }
    open.forEach(CuttableLink::end);
  }
}
