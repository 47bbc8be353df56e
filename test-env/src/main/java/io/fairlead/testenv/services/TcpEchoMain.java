package io.fairlead.testenv.services;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Sends back every byte that it gets, after a greeting if it has one.
 *
 * <p>Arguments: address, port, and for a server that speaks first its greeting. It is a program of
 * its own and uses the JDK only.
 */
public final class TcpEchoMain {

  private TcpEchoMain() {}

  public static void main(String[] arguments) throws IOException {
    byte[] greeting =
        arguments.length > 2 ? arguments[2].getBytes(StandardCharsets.UTF_8) : new byte[0];
    try (ServerSocket server =
        new ServerSocket(
            Integer.parseInt(arguments[1]), 128, InetAddress.getByName(arguments[0]))) {
      while (true) {
        Socket socket = server.accept();
        Thread.startVirtualThread(() -> echo(socket, greeting));
      }
    }
  }

  /** Half-closes when the client has, so that a client can tell the end from a reset. */
  private static void echo(Socket socket, byte[] greeting) {
    try (socket) {
      socket.setTcpNoDelay(true);
      socket.getOutputStream().write(greeting);
      socket.getInputStream().transferTo(socket.getOutputStream());
      socket.shutdownOutput();
    } catch (IOException e) {
      System.err.println("A connection broke: " + e.getMessage());
    }
  }
}
