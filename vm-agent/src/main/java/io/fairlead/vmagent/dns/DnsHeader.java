package io.fairlead.vmagent.dns;

import java.nio.ByteBuffer;

/** The twelve bytes in front of every message (RFC 1035 4.1.1). */
record DnsHeader(int id, int flags, int questions, int answers, int authorities, int additionals) {

  static final int LENGTH = 12;

  private static final int RESPONSE = 0x8000;
  private static final int AUTHORITATIVE = 0x0400;
  private static final int TRUNCATED = 0x0200;
  private static final int RECURSION_DESIRED = 0x0100;
  private static final int RECURSION_AVAILABLE = 0x0080;

  static DnsHeader read(byte[] message) {
    if (message.length < LENGTH) {
      throw new MalformedMessageException("shorter than a header");
    }
    ByteBuffer in = ByteBuffer.wrap(message);
    return new DnsHeader(
        in.getShort() & 0xffff,
        in.getShort() & 0xffff,
        in.getShort() & 0xffff,
        in.getShort() & 0xffff,
        in.getShort() & 0xffff,
        in.getShort() & 0xffff);
  }

  boolean isResponse() {
    return (flags & RESPONSE) != 0;
  }

  boolean isTruncated() {
    return (flags & TRUNCATED) != 0;
  }

  /** 0 is a question; all others are orders that we do not take. */
  int opcode() {
    return flags >> 11 & 0xf;
  }

  int rcode() {
    return flags & 0xf;
  }

  /** The flags of an answer to this question. */
  int replyFlags(boolean authoritative, boolean truncated, int rcode) {
    return RESPONSE
        | (flags & (0x7800 | RECURSION_DESIRED))
        | RECURSION_AVAILABLE
        | (authoritative ? AUTHORITATIVE : 0)
        | (truncated ? TRUNCATED : 0)
        | (rcode & 0xf);
  }
}
