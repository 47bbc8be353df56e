package io.fairlead.vmagent.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** A name server whose answers a test writes; listens by UDP and TCP on a loopback address. */
final class FakeNameServer implements AutoCloseable {

  private final DatagramSocket udp;
  private final ServerSocket tcp;
  private final List<byte[]> questions = Collections.synchronizedList(new ArrayList<>());
  private final List<InetSocketAddress> askers = Collections.synchronizedList(new ArrayList<>());

  /** Several datagrams for one question; none for silence. */
  private volatile Function<byte[], List<byte[]>> behaviour = question -> List.of();

  private FakeNameServer(DatagramSocket udp, ServerSocket tcp) {
    this.udp = udp;
    this.tcp = tcp;
    Thread.startVirtualThread(this::serveUdp);
    Thread.startVirtualThread(this::serveTcp);
  }

  /** Where any port will do, one that is free for both is looked for. */
  static FakeNameServer on(String address, int port) {
    InetAddress loopback = InetAddress.ofLiteral(address);
    for (int attempt = 1; ; attempt++) {
      try {
        DatagramSocket udp = new DatagramSocket(port, loopback);
        try {
          return new FakeNameServer(udp, new ServerSocket(udp.getLocalPort(), 50, loopback));
        } catch (IOException e) {
          udp.close();
          throw e;
        }
      } catch (IOException e) {
        if (port != 0 || attempt == 20) {
          throw new UncheckedIOException("starting a fake name server", e);
        }
      }
    }
  }

  int port() {
    return udp.getLocalPort();
  }

  void answers(Function<byte[], List<byte[]>> to) {
    behaviour = to;
  }

  /** The questions that came, without those for the name servers of the root. */
  List<byte[]> questions() {
    synchronized (questions) {
      return questions.stream().filter(question -> question[12] != 0).toList();
    }
  }

  List<Integer> askersPorts() {
    synchronized (askers) {
      return askers.stream().map(InetSocketAddress::getPort).toList();
    }
  }

  private void serveUdp() {
    while (!udp.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(new byte[65535], 65535);
        udp.receive(packet);
        byte[] question = new byte[packet.getLength()];
        System.arraycopy(packet.getData(), 0, question, 0, question.length);
        questions.add(question);
        askers.add((InetSocketAddress) packet.getSocketAddress());
        for (byte[] answer : behaviour.apply(question)) {
          udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serveTcp() {
    while (!tcp.isClosed()) {
      try (Socket socket = tcp.accept()) {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] question = in.readNBytes(in.readUnsignedShort());
        questions.add(question);
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        for (byte[] answer : behaviour.apply(question)) {
          out.writeShort(answer.length);
          out.write(answer);
        }
      } catch (IOException e) {
        if (tcp.isClosed()) {
          return;
        }
      }
    }
  }

  @Override
  public void close() {
    udp.close();
    try {
      tcp.close();
    } catch (IOException e) {
      throw new UncheckedIOException("closing a fake name server", e);
    }
  }
}
