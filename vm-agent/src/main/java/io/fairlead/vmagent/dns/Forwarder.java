package io.fairlead.vmagent.dns;

import io.grpc.netty.shaded.io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Asks the host's name servers what is no name of the mesh. Owned by the event loop. */
final class Forwarder {

  /**
   * So many questions may wait at once; a host that asks more gets failures, not memory trouble.
   */
  static final int MAX_WAITING = 512;

  private final EventLoop loop;
  private final NameServers servers;
  private final Duration timeout;
  private final RandomGenerator random;
  private final Counters counters;
  private final Map<InetSocketAddress, Long> heardAt = new HashMap<>();
  private final Set<OwnQuestion> own = new HashSet<>();
  private int waiting;

  /** What a question of ours looks like, should it come back to us. */
  record OwnQuestion(int id, String name, int type) {}

  Forwarder(
      EventLoop loop,
      NameServers servers,
      Duration timeout,
      RandomGenerator random,
      Counters counters) {
    this.loop = loop;
    this.servers = servers;
    this.timeout = timeout;
    this.random = random;
    this.counters = counters;
  }

  /** The answer, with the id that the asker chose; nothing, where nobody has one. */
  void forward(DnsQuery query, boolean tcp, Consumer<Optional<byte[]>> reply) {
    List<InetSocketAddress> current = servers.current();
    if (waiting >= MAX_WAITING) {
      counters.overloaded.increment();
      reply.accept(Optional.empty());
      return;
    }
    if (current.isEmpty()) {
      counters.failed.increment();
      reply.accept(Optional.empty());
      return;
    }
    counters.forwarded.increment();
    waiting++;
    heardAt.keySet().retainAll(current);
    new ForwardedQuestion(
            this,
            current,
            query,
            tcp,
            answer -> {
              waiting--;
              if (answer.isEmpty()) {
                counters.failed.increment();
              }
              reply.accept(answer.map(message -> withId(message, query.header().id())));
            })
        .start();
  }

  /** Whether this is a question that we have just sent: then the host leads us to ourselves. */
  boolean isOwn(DnsQuery query) {
    return own.contains(key(query, query.header().id()));
  }

  EventLoop loop() {
    return loop;
  }

  Duration timeout() {
    return timeout;
  }

  int nextId() {
    return random.nextInt(0x10000);
  }

  void sent(DnsQuery query, int id) {
    own.add(key(query, id));
  }

  void ended(DnsQuery query, int id) {
    own.remove(key(query, id));
  }

  void heard(InetSocketAddress server) {
    heardAt.put(server, System.nanoTime());
  }

  /** Whether any of these servers said anything since then, to whichever question. */
  boolean hasHeardSince(List<InetSocketAddress> servers, long start) {
    return servers.stream().map(heardAt::get).anyMatch(at -> at != null && at - start >= 0);
  }

  private static OwnQuestion key(DnsQuery query, int id) {
    return new OwnQuestion(id, query.name(), query.type());
  }

  private static byte[] withId(byte[] message, int id) {
    message[0] = (byte) (id >> 8);
    message[1] = (byte) id;
    return message;
  }
}
