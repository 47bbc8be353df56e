package io.fairlead.vmagent.xdsproxy;

import io.grpc.ManagedChannel;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Chooses the control plane of each stream: the one that worked last, and after a failure the next.
 * A stream has a connection of its own, so that none waits for another's backoff and each begins
 * with the certificate of its day. Where a host begins is left to chance: so the hosts of a mesh
 * share its control planes out.
 */
public final class Upstreams {

  /** The connection of one stream. */
  record Upstream(int index, String target, ManagedChannel channel) {}

  private final List<String> targets;
  private final Function<String, ManagedChannel> connect;
  private final AtomicInteger chosen;

  /** Those that failed since they last answered. */
  private final Set<Integer> failing = ConcurrentHashMap.newKeySet();

  public Upstreams(
      List<String> targets, Function<String, ManagedChannel> connect, RandomGenerator random) {
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("a host without a control plane cannot be in a mesh");
    }
    this.targets = List.copyOf(targets);
    this.connect = connect;
    this.chosen = new AtomicInteger(random.nextInt(targets.size()));
  }

  int size() {
    return targets.size();
  }

  Upstream next() {
    int index = chosen.get();
    String target = targets.get(index);
    return new Upstream(index, target, connect.apply(target));
  }

  /** Streams that fail together move on by one, not by one each. True where this is news. */
  boolean failed(Upstream upstream) {
    chosen.compareAndSet(upstream.index(), (upstream.index() + 1) % targets.size());
    return failing.add(upstream.index());
  }

  void answered(Upstream upstream) {
    failing.remove(upstream.index());
  }
}
