package io.fairlead.vmagent.dns;

import java.nio.ByteBuffer;
import java.util.List;

/** Answers that we give ourselves, as bytes. */
final class DnsReply {

  static final int MAX_TCP = 65_535;

  /** How long an answer holds: short, because the mesh moves names. */
  static final int TTL_SECONDS = 30;

  /** Points at the name in the question, which always stands behind the header. */
  private static final short NAME_OF_QUESTION = (short) 0xc00c;

  private static final int RECORD_HEAD = 12;
  private static final int OPT_LENGTH = 11;
  private static final int OUR_UDP_SIZE = 1232;

  private DnsReply() {}

  /**
   * The addresses of a name of the mesh, from {@code first} on and around, as many as fit.
   *
   * @param limit how long the answer may be
   */
  static byte[] addresses(DnsQuery query, List<byte[]> addresses, int first, int limit) {
    int opt = query.edns().isPresent() ? OPT_LENGTH : 0;
    int room = limit - query.questionEnd() - opt;
    int each = addresses.isEmpty() ? 0 : RECORD_HEAD + addresses.getFirst().length;
    int count = each == 0 ? 0 : Math.min(addresses.size(), room / each);
    boolean truncated = count < addresses.size() && limit < MAX_TCP;
    ByteBuffer out = ByteBuffer.allocate(query.questionEnd() + count * each + opt);
    head(out, query, query.header().replyFlags(true, truncated, Rcode.NOERROR), count);
    for (int i = 0; i < count; i++) {
      byte[] address = addresses.get(Math.floorMod(first + i, addresses.size()));
      out.putShort(NAME_OF_QUESTION).putShort((short) query.type()).putShort((short) 1);
      out.putInt(TTL_SECONDS).putShort((short) address.length).put(address);
    }
    return opt(out, query, Rcode.NOERROR);
  }

  /** No records, and why. */
  static byte[] failure(DnsQuery query, int rcode) {
    int opt = query.edns().isPresent() ? OPT_LENGTH : 0;
    ByteBuffer out = ByteBuffer.allocate(query.questionEnd() + opt);
    head(out, query, query.header().replyFlags(false, false, rcode), 0);
    return opt(out, query, rcode);
  }

  /** An answer that does not fit: the one who asks comes again by TCP. */
  static byte[] truncated(DnsQuery query, int rcode) {
    int opt = query.edns().isPresent() ? OPT_LENGTH : 0;
    ByteBuffer out = ByteBuffer.allocate(query.questionEnd() + opt);
    head(out, query, query.header().replyFlags(false, true, rcode), 0);
    return opt(out, query, rcode);
  }

  /** To an order that is no question: only the header comes back. */
  static byte[] notImplemented(DnsHeader header) {
    return ByteBuffer.allocate(DnsHeader.LENGTH)
        .putShort((short) header.id())
        .putShort((short) header.replyFlags(false, false, Rcode.NOTIMP))
        .array();
  }

  private static void head(ByteBuffer out, DnsQuery query, int flags, int answers) {
    out.putShort((short) query.header().id()).putShort((short) flags).putShort((short) 1);
    out.putShort((short) answers).putShort((short) 0);
    out.putShort((short) (query.edns().isPresent() ? 1 : 0));
    out.put(query.message(), DnsHeader.LENGTH, query.questionEnd() - DnsHeader.LENGTH);
  }

  private static byte[] opt(ByteBuffer out, DnsQuery query, int rcode) {
    if (query.edns().isPresent()) {
      out.put((byte) 0).putShort((short) 41).putShort((short) OUR_UDP_SIZE);
      out.put((byte) (rcode >> 4)).put((byte) 0).putShort((short) 0).putShort((short) 0);
    }
    return out.array();
  }
}
