package io.fairlead.vmagent.lifecycle;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before an attempt: doubling from first to most, each cut by up to half at random
 * so that many hosts do not come back as one.
 */
public record Backoff(Duration first, Duration most) {

  public Backoff {
    if (!first.isPositive() || most.compareTo(first) < 0) {
      throw new IllegalArgumentException("a backoff needs 0 < first <= most");
    }
  }

  /**
   * @param failures how many attempts have failed in a row, from 1
   */
  public Duration delay(int failures, RandomGenerator random) {
    long full = first.toMillis() << Math.clamp(failures - 1L, 0, 20);
    long capped = Math.min(full, most.toMillis());
    return Duration.ofMillis(capped / 2 + random.nextLong(capped / 2 + 1));
  }
}
