package io.fairlead.xds.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait between attempts: doubling from first to most, each shortened by up to a half at
 * random so that clients which lost one server do not return in step.
 */
public record Backoff(Duration first, Duration most) {

  /** First retry within one second, later ones within five. */
  public static final Backoff STANDARD = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(5));

  private static final int MOST_DOUBLINGS = 30;

  public Backoff {
    if (!first.isPositive() || most.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "a backoff needs 0 < first <= most: " + first + ", " + most);
    }
  }

  /**
   * @param failures how many attempts failed since the last good one; the first wait is after one
   */
  public Duration delay(int failures, RandomGenerator random) {
    long longest = first.toNanos();
    for (int i = 1; i < Math.min(failures, MOST_DOUBLINGS) && longest < most.toNanos(); i++) {
      longest *= 2;
    }
    longest = Math.min(longest, most.toNanos());
    return Duration.ofNanos(longest / 2 + random.nextLong(longest / 2 + 1));
  }
}
