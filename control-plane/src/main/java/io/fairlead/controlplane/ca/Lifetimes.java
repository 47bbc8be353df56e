package io.fairlead.controlplane.ca;

import java.time.Duration;

/**
 * How long certificates of members live.
 *
 * @param standard where a member asks for nothing
 * @param longest whatever a member asks for
 */
public record Lifetimes(Duration standard, Duration longest) {

  private static final Duration SHORTEST = Duration.ofMinutes(1);

  public Lifetimes {
    if (standard.compareTo(SHORTEST) < 0 || standard.compareTo(longest) > 0) {
      throw new IllegalArgumentException(
          "the lifetime of certificates (%s) must be at least %s and at most the longest lifetime (%s)"
              .formatted(standard, SHORTEST, longest));
    }
  }

  /** What a member gets who asks for so many seconds; 0 or less asks for nothing. */
  Duration granted(long seconds) {
    if (seconds <= 0) {
      return standard;
    }
    long within = Math.clamp(seconds, SHORTEST.toSeconds(), longest.toSeconds());
    return Duration.ofSeconds(within);
  }
}
