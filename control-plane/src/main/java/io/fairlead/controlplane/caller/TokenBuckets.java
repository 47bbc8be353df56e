package io.fairlead.controlplane.caller;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Limits how often each of many callers may do something: so many at once, then one each {@code
 * interval}. Remembers a bounded number of callers and forgets the one seen longest ago.
 */
public final class TokenBuckets {

  private static final int REMEMBERED = 10_000;

  private final Duration interval;
  private final int burst;
  private final InstantSource clock;

  /** Owns the map. */
  private final ReentrantLock lock = new ReentrantLock();

  /** When each caller's bucket will be full again; a full one is not kept. */
  private final LinkedHashMap<String, Instant> fullAt = new LinkedHashMap<>(16, 0.75f, true);

  public TokenBuckets(Duration interval, int burst, InstantSource clock) {
    if (!interval.isPositive() || burst < 1) {
      throw new IllegalArgumentException("a limit needs an interval and a burst above zero");
    }
    this.interval = interval;
    this.burst = burst;
    this.clock = clock;
  }

  /** Takes one, if there is one left. */
  public boolean tryTake(String caller) {
    lock.lock();
    try {
      Instant now = clock.instant();
      if (isEmpty(caller, now)) {
        return false;
      }
      take(caller, now);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Whether there is none left; takes none. */
  public boolean isEmpty(String caller) {
    lock.lock();
    try {
      return isEmpty(caller, clock.instant());
    } finally {
      lock.unlock();
    }
  }

  private boolean isEmpty(String caller, Instant now) {
    Instant full = fullAt.getOrDefault(caller, now);
    return Duration.between(now, full).compareTo(interval.multipliedBy(burst - 1L)) > 0;
  }

  private void take(String caller, Instant now) {
    Instant full = fullAt.getOrDefault(caller, now);
    fullAt.put(caller, (full.isAfter(now) ? full : now).plus(interval));
    if (fullAt.size() > REMEMBERED) {
      fullAt.pollFirstEntry();
    }
  }
}
