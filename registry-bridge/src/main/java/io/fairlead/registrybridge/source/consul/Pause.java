package io.fairlead.registrybridge.source.consul;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Waiting that ends at once when the source is closed. */
record Pause(CountDownLatch closed, RandomGenerator random) {

  private static final Duration FIRST = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(3);
  private static final int MOST_DOUBLINGS = 5;

  boolean isClosed() {
    return closed.getCount() == 0;
  }

  /** Waits, and says whether the source is still open. */
  boolean of(Duration time) throws InterruptedException {
    return !closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** How long to wait after so many failures in a row: doubling, half of it by chance. */
  Duration backoff(int failures) {
    long doubled = FIRST.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS);
    long most = Math.min(LONGEST.toMillis(), doubled);
    return Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
  }
}
