package io.fairlead.testenv.services;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

/**
 * Sends random bytes, reads all that comes back, and prints what it saw in one line.
 *
 * <p>Arguments: host, port, bytes to send, seed, length of the greeting to read before the first
 * byte is sent (0: speak first). Prints {@code greeting=<text> sent=<n>:<sha256>
 * received=<n>:<sha256>}. It is a program of its own and uses the JDK only.
 */
public final class TcpClientMain {

  private static final int CONNECT_MILLIS = 5_000;
  private static final int READ_MILLIS = 10_000;

  private TcpClientMain() {}

  public static void main(String[] arguments) throws Exception {
    byte[] sent = new byte[Integer.parseInt(arguments[2])];
    new Random(Long.parseLong(arguments[3])).nextBytes(sent);
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(READ_MILLIS);
      socket.connect(
          new InetSocketAddress(arguments[0], Integer.parseInt(arguments[1])), CONNECT_MILLIS);
      byte[] greeting = socket.getInputStream().readNBytes(Integer.parseInt(arguments[4]));
      Thread sender = Thread.startVirtualThread(() -> send(socket, sent));
      byte[] received = socket.getInputStream().readAllBytes();
      sender.join();
      System.out.printf(
          "greeting=%s sent=%s received=%s%n",
          new String(greeting, java.nio.charset.StandardCharsets.UTF_8),
          digest(sent),
          digest(received));
    }
  }

  private static void send(Socket socket, byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.shutdownOutput();
    } catch (IOException e) {
      System.err.println("Sending broke: " + e.getMessage());
    }
  }

  private static String digest(byte[] bytes) throws NoSuchAlgorithmException {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
    return bytes.length + ":" + HexFormat.of().formatHex(hash);
  }
}
