package io.fairlead.vmagent.launcher;

import io.fairlead.vmagent.lifecycle.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** When a child that ended is started again: soon at first, later where it keeps ending. */
final class Restarts {

  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(300), Duration.ofSeconds(10));

  /** After such a life the next end counts as a first one. */
  private static final Duration GOOD_LIFE = Duration.ofSeconds(15);

  private final InstantSource clock;
  private final RandomGenerator random;
  private Instant started = Instant.EPOCH;
  private Optional<Instant> due = Optional.empty();
  private int failures;

  Restarts(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  void started() {
    started = clock.instant();
    due = Optional.empty();
  }

  Duration ended() {
    boolean lived = Duration.between(started, clock.instant()).compareTo(GOOD_LIFE) > 0;
    failures = lived ? 1 : failures + 1;
    Duration delay = BACKOFF.delay(failures, random);
    due = Optional.of(clock.instant().plus(delay));
    return delay;
  }

  void cancel() {
    due = Optional.empty();
  }

  boolean isDue() {
    return due.isPresent() && !due.get().isAfter(clock.instant());
  }

  Optional<Duration> untilDue() {
    return due.map(moment -> Duration.between(clock.instant(), moment));
  }
}
