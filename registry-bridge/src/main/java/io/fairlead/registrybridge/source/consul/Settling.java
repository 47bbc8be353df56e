package io.fairlead.registrybridge.source.consul;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether what watches tell, one service after the other, has come to an end: what happens to many
 * services at once is told by as many answers.
 *
 * @param since the first answer that is not settled; {@link Instant#MAX} where all are
 * @param last the last one
 */
record Settling(Instant since, Instant last) {

  static final Settling SETTLED = new Settling(Instant.MAX, Instant.MAX);

  private static final Duration QUIET = Duration.ofSeconds(2);

  /** Changes that never stop are no longer waited for. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  Settling told(Instant now) {
    return new Settling(since.isBefore(now) ? since : now, now);
  }

  Settling at(Instant now) {
    return until().filter(now::isBefore).isPresent() ? this : SETTLED;
  }

  boolean isSettled() {
    return equals(SETTLED);
  }

  /** When it is settled if nothing more is told. */
  Optional<Instant> until() {
    if (isSettled()) {
      return Optional.empty();
    }
    Instant quiet = last.plus(QUIET);
    Instant longest = since.plus(LONGEST);
    return Optional.of(quiet.isBefore(longest) ? quiet : longest);
  }
}
