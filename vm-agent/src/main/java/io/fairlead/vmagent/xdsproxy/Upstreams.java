package io.fairlead.vmagent.xdsproxy;

import io.grpc.ManagedChannel;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Chooses the control plane of each stream: the one that worked last, and after a failure the next.
 * A stream has a connection of its own, so that none waits for another's backoff and each begins
 * with the certificate of its day.
 */
public final class Upstreams {

  /** The connection of one stream. */
  record Upstream(int index, String target, ManagedChannel channel) {}

  private final List<String> targets;
  private final Function<String, ManagedChannel> connect;
  private final AtomicInteger chosen = new AtomicInteger();

  public Upstreams(List<String> targets, Function<String, ManagedChannel> connect) {
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("a host without a control plane cannot be in a mesh");
    }
    this.targets = List.copyOf(targets);
    this.connect = connect;
  }

  Upstream next() {
    int index = chosen.get();
    String target = targets.get(index);
    return new Upstream(index, target, connect.apply(target));
  }

  /** Streams that fail together move on by one, not by one each. */
  void failed(Upstream upstream) {
    chosen.compareAndSet(upstream.index(), (upstream.index() + 1) % targets.size());
  }
}
