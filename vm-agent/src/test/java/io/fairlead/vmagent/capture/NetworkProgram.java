package io.fairlead.vmagent.capture;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * A process inside a network namespace that opens sockets as it is told on its standard input, one
 * command and one answer a line. One class file and the JDK only, so that every user can run it.
 */
public final class NetworkProgram {

  private static final int TIMEOUT = 2_000;
  private static final Map<String, Socket> CONNECTIONS = new HashMap<>();

  private NetworkProgram() {}

  public static void main(String[] args) throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String answer;
      try {
        answer = answer(line.split(" "));
      } catch (IOException e) {
        answer = "failed: " + e.getMessage();
      }
      System.out.println(answer);
      System.out.flush();
    }
  }

  private static String answer(String[] words) throws IOException {
    return switch (words[0]) {
      case "tcp" -> serveTcp(words[1], Integer.parseInt(words[2]), words[3]);
      case "udp" -> serveUdp(words[1], Integer.parseInt(words[2]), words[3]);
      case "call" -> call(words[1], Integer.parseInt(words[2]), words.length > 3 ? words[3] : "");
      case "ask" -> ask(words[1], Integer.parseInt(words[2]), Integer.parseInt(words[3]));
      case "open" -> open(words[1], words[2], Integer.parseInt(words[3]));
      case "echo" -> echo(words[1], words[2]);
      case "close" -> close(words[1]);
      default -> "failed: unknown command";
    };
  }

  /** Tells every caller its name, then sends back what it is sent. */
  private static String serveTcp(String address, int port, String name) throws IOException {
    ServerSocket server = new ServerSocket(port, 50, InetAddress.getByName(address));
    Thread.startVirtualThread(
        () -> {
          while (true) {
            try {
              Socket socket = server.accept();
              Thread.startVirtualThread(() -> serve(socket, name));
            } catch (IOException e) {
              return;
            }
          }
        });
    return "ok";
  }

  private static void serve(Socket socket, String name) {
    try (socket) {
      socket.getOutputStream().write((name + "\n").getBytes(StandardCharsets.UTF_8));
      socket.getInputStream().transferTo(socket.getOutputStream());
    } catch (IOException e) {
      return;
    }
  }

  private static String serveUdp(String address, int port, String name) throws IOException {
    DatagramSocket socket = new DatagramSocket(port, InetAddress.getByName(address));
    Thread.startVirtualThread(
        () -> {
          byte[] answer = name.getBytes(StandardCharsets.UTF_8);
          while (true) {
            try {
              DatagramPacket question = new DatagramPacket(new byte[512], 512);
              socket.receive(question);
              socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
            } catch (IOException e) {
              return;
            }
          }
        });
    return "ok";
  }

  private static String call(String address, int port, String from) throws IOException {
    try (Socket socket = new Socket()) {
      if (!from.isEmpty()) {
        socket.bind(new InetSocketAddress(from, 0));
      }
      socket.connect(new InetSocketAddress(address, port), TIMEOUT);
      return firstLine(socket);
    }
  }

  private static String ask(String address, int port, int sourcePort) throws IOException {
    try (DatagramSocket socket = new DatagramSocket(sourcePort)) {
      socket.setSoTimeout(TIMEOUT);
      socket.connect(new InetSocketAddress(address, port));
      socket.send(new DatagramPacket(new byte[] {1}, 1));
      DatagramPacket answer = new DatagramPacket(new byte[512], 512);
      socket.receive(answer);
      return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8);
    }
  }

  private static String open(String id, String address, int port) throws IOException {
    Socket socket = new Socket();
    socket.connect(new InetSocketAddress(address, port), TIMEOUT);
    CONNECTIONS.put(id, socket);
    return firstLine(socket);
  }

  private static String echo(String id, String word) throws IOException {
    Socket socket = CONNECTIONS.get(id);
    if (socket == null) {
      return "failed: no connection " + id;
    }
    socket.getOutputStream().write((word + "\n").getBytes(StandardCharsets.UTF_8));
    return firstLine(socket);
  }

  private static String close(String id) throws IOException {
    Socket socket = CONNECTIONS.remove(id);
    if (socket == null) {
      return "failed: no connection " + id;
    }
    socket.close();
    return "ok";
  }

  private static String firstLine(Socket socket) throws IOException {
    socket.setSoTimeout(TIMEOUT);
    StringBuilder line = new StringBuilder();
    for (int c = socket.getInputStream().read(); c != '\n'; c = socket.getInputStream().read()) {
      if (c < 0) {
        return "failed: closed after '" + line + "'";
      }
      line.append((char) c);
    }
    return line.toString();
  }
}
