package io.fairlead.vmagent.dns;

import io.grpc.netty.shaded.io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One question on its way through the name servers: the next one is asked when one is silent for a
 * while or refuses, and the first good answer counts, also a late one. When not one of the servers
 * says anything at all they are taken for dead, and the asker is told so early. Owned by the event
 * loop.
 */
final class ForwardedQuestion {

  private static final long PATIENCE_MILLIS = 600;
  private static final long DEAD_MILLIS = 1_800;
  private static final int MAX_ATTEMPTS = 8;

  /** The name servers of the root: every resolver knows them without asking anybody. */
  private static final DnsQuery SIGN_OF_LIFE =
      DnsQuery.parse(new byte[] {0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 1});

  private final Forwarder forwarder;
  private final List<InetSocketAddress> servers;
  private final DnsQuery query;
  private final boolean tcp;
  private final Consumer<Optional<byte[]>> listener;
  private final List<Runnable> ends = new ArrayList<>();
  private final long start = System.nanoTime();
  private Optional<byte[]> refusal = Optional.empty();
  private int attempts;
  private int failures;
  private boolean done;

  ForwardedQuestion(
      Forwarder forwarder,
      List<InetSocketAddress> servers,
      DnsQuery query,
      boolean tcp,
      Consumer<Optional<byte[]>> listener) {
    this.forwarder = forwarder;
    this.servers = servers;
    this.query = query;
    this.tcp = tcp;
    this.listener = listener;
  }

  void start() {
    long timeout = forwarder.timeout().toMillis();
    after(Math.min(DEAD_MILLIS, timeout), this::endIfAllAreDead);
    after(timeout, () -> finish(refusal));
    attempt();
  }

  private void attempt() {
    InetSocketAddress server = servers.get(attempts % servers.size());
    attempts++;
    send(server, query, tcp, answer -> answered(server, answer));
    if (attempts == 2) {
      servers.forEach(this::askForSignOfLife);
    }
    if (attempts < MAX_ATTEMPTS) {
      int asked = attempts;
      after(
          PATIENCE_MILLIS,
          () -> {
            if (attempts == asked) {
              attempt();
            }
          });
    }
  }

  private void answered(InetSocketAddress server, Optional<byte[]> answer) {
    if (answer.isPresent()) {
      forwarder.heard(server);
      int rcode = DnsHeader.read(answer.get()).rcode();
      if (rcode != Rcode.SERVFAIL && rcode != Rcode.REFUSED) {
        finish(answer);
        return;
      }
      refusal = answer;
    }
    failures++;
    if (attempts < servers.size()) {
      attempt();
    } else if (failures >= attempts) {
      finish(refusal);
    }
  }

  private void askForSignOfLife(InetSocketAddress server) {
    send(
        server,
        SIGN_OF_LIFE,
        false,
        answer -> {
          if (answer.isPresent()) {
            forwarder.heard(server);
          }
        });
  }

  private void send(
      InetSocketAddress server, DnsQuery what, boolean byTcp, Consumer<Optional<byte[]>> heard) {
    int id = forwarder.nextId();
    forwarder.sent(what, id);
    Exchange exchange = new Exchange(forwarder.loop(), server, what, id, byTcp, heard);
    ends.add(
        () -> {
          forwarder.ended(what, id);
          exchange.close();
        });
  }

  private void endIfAllAreDead() {
    if (!forwarder.hasHeardSince(servers, start)) {
      finish(refusal);
    }
  }

  private void after(long millis, Runnable action) {
    Future<?> timer =
        forwarder
            .loop()
            .schedule(
                () -> {
                  if (!done) {
                    action.run();
                  }
                },
                millis,
                TimeUnit.MILLISECONDS);
    ends.add(() -> timer.cancel(false));
  }

  private void finish(Optional<byte[]> answer) {
    if (!done) {
      done = true;
      ends.forEach(Runnable::run);
      listener.accept(answer);
    }
  }
}
