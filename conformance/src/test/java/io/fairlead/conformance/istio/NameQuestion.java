package io.fairlead.conformance.istio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;

/** Asks an agent's name server for an IPv4 address. */
final class NameQuestion {

  private NameQuestion() {}

  /** The address as text, or empty where the name has none. */
  static String ask(int port, String name) throws IOException {
    ByteArrayOutputStream question = new ByteArrayOutputStream();
    question.writeBytes(new byte[] {7, 7, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0});
    for (String label : name.split("\\.", -1)) {
      question.write(label.length());
      question.writeBytes(label.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }
    question.writeBytes(new byte[] {0, 0, 1, 0, 1});
    byte[] sent = question.toByteArray();
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout(3_000);
      InetSocketAddress server = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
      socket.send(new DatagramPacket(sent, sent.length, server));
      DatagramPacket answer = new DatagramPacket(new byte[1500], 1500);
      socket.receive(answer);
      byte[] bytes = Arrays.copyOf(answer.getData(), answer.getLength());
      boolean hasAnswer = bytes[7] > 0;
      return hasAnswer
          ? InetAddress.getByAddress(Arrays.copyOfRange(bytes, bytes.length - 4, bytes.length))
              .getHostAddress()
          : "";
    }
  }
}
