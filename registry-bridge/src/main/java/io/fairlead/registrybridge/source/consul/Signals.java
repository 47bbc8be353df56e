package io.fairlead.registrybridge.source.consul;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where watches leave what they were told. Bounded by nature: of each watch only the newest answer
 * is kept, since each tells the whole.
 */
final class Signals {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();

  /** Owned by {@link #lock}, as are the next fields. */
  private final Map<Object, Signal> untaken = new LinkedHashMap<>();

  private final Map<String, String> failing = new TreeMap<>();
  private final Set<String> heard = new HashSet<>();
  private boolean isChanged;

  /**
   * What is known of all watches.
   *
   * @param signals told since the last time
   * @param failing the error of each watch that fails now
   * @param heard the watches that told something at least once
   */
  record Taken(List<Signal> signals, Map<String, String> failing, Set<String> heard) {
    Taken {
      signals = List.copyOf(signals);
      heard = Set.copyOf(heard);
    }
  }

  void told(String watch, Signal signal) {
    change(
        () -> {
          untaken.put(watch, signal);
          heard.add(watch);
          failing.remove(watch);
        });
  }

  /** The same for the watch of one service, of which nothing is remembered. */
  void left(ServiceWatch watch, Signal signal) {
    change(() -> untaken.put(watch, signal));
  }

  /** The watch was answered, and nothing had changed. */
  void alive(String watch) {
    change(() -> failing.remove(watch));
  }

  void failed(String watch, String error) {
    change(() -> failing.put(watch, error));
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      isChanged = true;
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for something to arrive, at most for {@code longest}. */
  Taken take(Duration longest) throws InterruptedException {
    lock.lock();
    try {
      long left = longest.toNanos();
      while (!isChanged && left > 0) {
        left = arrived.awaitNanos(left);
      }
      isChanged = false;
      Taken taken = new Taken(List.copyOf(untaken.values()), new TreeMap<>(failing), heard);
      untaken.clear();
      return taken;
    } finally {
      lock.unlock();
    }
  }
}
