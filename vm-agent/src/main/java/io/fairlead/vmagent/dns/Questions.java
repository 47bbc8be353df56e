package io.fairlead.vmagent.dns;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Decides who answers a message: we, the host's name servers, or nobody. */
final class Questions {

  private final Forwarder forwarder;
  private final Counters counters;
  private final AtomicInteger turn = new AtomicInteger();

  /** Written by whoever receives tables, read by the event loop; null before the first table. */
  private volatile @Nullable MeshNames names;

  Questions(Forwarder forwarder, Counters counters) {
    this.forwarder = forwarder;
    this.counters = counters;
  }

  void use(MeshNames fresh) {
    names = fresh;
  }

  boolean hasNames() {
    return names != null;
  }

  /**
   * Answers one message, at once or later.
   *
   * @throws MalformedMessageException when it is no question; it gets no answer
   */
  void answer(byte[] message, boolean tcp, Consumer<byte[]> reply) {
    DnsHeader header = DnsHeader.read(message);
    if (header.isResponse()) {
      throw new MalformedMessageException("an answer to nothing");
    }
    if (header.opcode() != 0) {
      reply.accept(DnsReply.notImplemented(header));
      return;
    }
    DnsQuery query = DnsQuery.parse(message);
    if (query.edns().version() != 0) {
      reply.accept(DnsReply.failure(query, Rcode.BADVERS));
      return;
    }
    Optional<MeshNames.Addresses> known = find(query.name());
    if (known.isPresent()) {
      counters.answered.increment();
      reply.accept(fitting(query, known.get().of(query.type()), tcp));
    } else if (forwarder.isOwn(query)) {
      counters.looped.increment();
    } else {
      forwarder.forward(query, tcp, answer -> reply.accept(checked(query, answer, tcp)));
    }
  }

  private Optional<MeshNames.Addresses> find(String name) {
    MeshNames current = names;
    return current == null ? Optional.empty() : current.find(name);
  }

  /** In turns, so that askers who take the first address spread over all. */
  private byte[] fitting(DnsQuery query, List<byte[]> addresses, boolean tcp) {
    int first = addresses.size() > 1 ? turn.getAndIncrement() : 0;
    byte[] reply =
        DnsReply.addresses(query, addresses, first, tcp ? DnsReply.MAX_TCP : query.udpLimit());
    if (!tcp && DnsHeader.read(reply).isTruncated()) {
      counters.truncated.increment();
    }
    return reply;
  }

  /** What a name server said, made fit for the one who asked. */
  private byte[] checked(DnsQuery query, Optional<byte[]> answer, boolean tcp) {
    if (answer.isEmpty()) {
      return DnsReply.failure(query, Rcode.SERVFAIL);
    }
    byte[] message = answer.get();
    int rcode = DnsHeader.read(message).rcode();
    if (rcode == Rcode.NXDOMAIN && !hasNames()) {
      // It may be a name of the mesh: "not now" is true, "does not exist" could be remembered.
      return DnsReply.failure(query, Rcode.SERVFAIL);
    }
    if (!tcp && message.length > query.udpLimit()) {
      counters.truncated.increment();
      return DnsReply.truncated(query, rcode);
    }
    return message;
  }
}
