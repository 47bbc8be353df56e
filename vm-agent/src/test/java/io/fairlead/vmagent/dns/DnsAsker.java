package io.fairlead.vmagent.dns;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryEncoder;
import io.netty.handler.codec.dns.DatagramDnsResponseDecoder;
import io.netty.handler.codec.dns.DefaultDnsOptEcsRecord;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsSection;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A client that writes and reads DNS by Netty's codec, as a second opinion on ours. */
final class DnsAsker {

  private static final int TIMEOUT = 8_000;

  private final InetSocketAddress server;

  DnsAsker(InetSocketAddress server) {
    this.server = server;
  }

  /** An answer: its code, flags, records as text, and how long it was. */
  record Answer(
      int id,
      int rcode,
      boolean authoritative,
      boolean truncated,
      List<String> records,
      int size) {}

  Answer udp(String name, DnsRecordType type) {
    return read(exchangeUdp(question(4711, name, type, 0)));
  }

  Answer udp(String name, DnsRecordType type, int ednsSize) {
    return read(exchangeUdp(question(4711, name, type, ednsSize)));
  }

  Answer tcp(String name, DnsRecordType type) {
    try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
      socket.setSoTimeout(TIMEOUT);
      byte[] question = question(4712, name, type, 0);
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeShort(question.length);
      out.write(question);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      return read(in.readNBytes(in.readUnsignedShort()));
    } catch (IOException e) {
      throw new UncheckedIOException("asking by TCP for " + name, e);
    }
  }

  byte[] exchangeUdp(byte[] message) {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(server);
      socket.setSoTimeout(TIMEOUT);
      socket.send(new java.net.DatagramPacket(message, message.length));
      var packet = new java.net.DatagramPacket(new byte[65535], 65535);
      socket.receive(packet);
      return Arrays.copyOf(packet.getData(), packet.getLength());
    } catch (IOException e) {
      throw new UncheckedIOException("asking by UDP", e);
    }
  }

  static byte[] question(int id, String name, DnsRecordType type, int ednsSize) {
    EmbeddedChannel encoder = new EmbeddedChannel(new DatagramDnsQueryEncoder());
    InetSocketAddress nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), 53);
    DatagramDnsQuery query = new DatagramDnsQuery(nobody, nobody, id);
    query.setRecursionDesired(true);
    query.addRecord(DnsSection.QUESTION, new DefaultDnsQuestion(name, type));
    if (ednsSize > 0) {
      query.addRecord(
          DnsSection.ADDITIONAL, new DefaultDnsOptEcsRecord(ednsSize, SocketProtocolFamily.INET));
    }
    encoder.writeOutbound(query);
    DatagramPacket packet = encoder.readOutbound();
    byte[] bytes = new byte[packet.content().readableBytes()];
    packet.content().readBytes(bytes);
    packet.release();
    encoder.close();
    return bytes;
  }

  static Answer read(byte[] message) {
    EmbeddedChannel decoder = new EmbeddedChannel(new DatagramDnsResponseDecoder());
    InetSocketAddress nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), 53);
    decoder.writeInbound(new DatagramPacket(Unpooled.wrappedBuffer(message), nobody, nobody));
    DnsResponse response = decoder.readInbound();
    List<String> records = new ArrayList<>();
    for (int i = 0; i < response.count(DnsSection.ANSWER); i++) {
      records.add(text(response.recordAt(DnsSection.ANSWER, i)));
    }
    Answer answer =
        new Answer(
            response.id(),
            response.code().intValue(),
            response.isAuthoritativeAnswer(),
            response.isTruncated(),
            records,
            message.length);
    response.release();
    decoder.close();
    return answer;
  }

  private static String text(DnsRecord record) {
    ByteBuf content = ((DnsRawRecord) record).content();
    byte[] bytes = new byte[content.readableBytes()];
    content.getBytes(content.readerIndex(), bytes);
    try {
      return "%s %d %s %s"
          .formatted(
              record.name(),
              record.timeToLive(),
              record.type().name(),
              InetAddress.getByAddress(bytes).getHostAddress());
    } catch (UnknownHostException e) {
      return record.name() + " " + record.type().name();
    }
  }
}
