package io.fairlead.vmagent.dns;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * A question, with what is needed to answer it and the message that it came in.
 *
 * @param name in lower case, without a dot at its end
 * @param questionEnd where the question section ends
 * @param edns what the sender said of itself
 */
record DnsQuery(
    byte[] message, DnsHeader header, String name, int type, int questionEnd, Edns edns) {

  static final int TYPE_A = 1;
  static final int TYPE_AAAA = 28;

  private static final int TYPE_OPT = 41;
  private static final int CLASS_IN = 1;
  private static final int MAX_NAME = 255;
  private static final int MAX_LABEL = 63;
  private static final int MAX_ADDITIONALS = 16;

  /** More by UDP is asked of nobody and sent to nobody. */
  static final int MAX_UDP = 4096;

  /** What RFC 1035 allows without EDNS. */
  private static final int CLASSIC_UDP = 512;

  /** What EDNS says (RFC 6891); the offset is where the size stands in the message. */
  record Edns(boolean isPresent, int size, int version, int sizeOffset) {

    static final Edns NONE = new Edns(false, CLASSIC_UDP, 0, 0);
  }

  static DnsQuery parse(byte[] message) {
    DnsHeader header = DnsHeader.read(message);
    if (header.isResponse() || header.questions() != 1) {
      throw new MalformedMessageException("not one question");
    }
    if (header.answers() != 0 || header.authorities() != 0) {
      throw new MalformedMessageException("a question with answers");
    }
    ByteBuffer in = ByteBuffer.wrap(message).position(DnsHeader.LENGTH);
    try {
      String name = name(in);
      int type = in.getShort() & 0xffff;
      // The class is part of the question; others than the Internet's have no names of ours.
      int questionClass = in.getShort() & 0xffff;
      int end = in.position();
      String known = questionClass == CLASS_IN ? name : "";
      return new DnsQuery(message, header, known, type, end, edns(in, header.additionals()));
    } catch (BufferUnderflowException e) {
      throw new MalformedMessageException("it ends too early");
    }
  }

  /** How long an answer by UDP may be. */
  int udpLimit() {
    return Math.clamp(edns.size(), CLASSIC_UDP, MAX_UDP);
  }

  private static String name(ByteBuffer in) {
    StringBuilder name = new StringBuilder();
    for (int length = in.get() & 0xff; length != 0; length = in.get() & 0xff) {
      if (length > MAX_LABEL || name.length() + length + 1 > MAX_NAME - 1) {
        throw new MalformedMessageException("a name that is too long, or a pointer in a question");
      }
      name.append(name.isEmpty() ? "" : ".");
      for (int i = 0; i < length; i++) {
        name.append(lowerCase(in.get()));
      }
    }
    return name.toString();
  }

  /** A dot inside of a label must not look like one between two. */
  private static char lowerCase(byte octet) {
    int c = octet & 0xff;
    if (c == '.') {
      return '\0';
    }
    return (char) (c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
  }

  private static Edns edns(ByteBuffer in, int additionals) {
    if (additionals > MAX_ADDITIONALS) {
      throw new MalformedMessageException("too many records beside the question");
    }
    Edns edns = Edns.NONE;
    for (int i = 0; i < additionals; i++) {
      skipName(in);
      int type = in.getShort() & 0xffff;
      int sizeOffset = in.position();
      int size = in.getShort() & 0xffff;
      int version = in.getInt() >> 16 & 0xff;
      int length = in.getShort() & 0xffff;
      if (length > in.remaining()) {
        throw new MalformedMessageException("a record that ends too late");
      }
      in.position(in.position() + length);
      if (type == TYPE_OPT) {
        edns = new Edns(true, size, version, sizeOffset);
      }
    }
    return edns;
  }

  private static void skipName(ByteBuffer in) {
    for (int length = in.get() & 0xff; length != 0; length = in.get() & 0xff) {
      if (length >= 0xc0) {
        in.get();
        return;
      }
      if (length > MAX_LABEL || length > in.remaining()) {
        throw new MalformedMessageException("a label that is too long");
      }
      in.position(in.position() + length);
    }
  }
}
