package io.fairlead.controlplane.push;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long to rest between pushes. The whole process may use half a core for pushing in the long
 * run, and a quarter of a second of processor time beyond that at once: so a lone change leaves
 * immediately, and under load changes wait to be merged, though never for long.
 */
final class Pacing {

  private static final Duration LONGEST = Duration.ofMillis(120);
  private static final long CREDIT = Duration.ofMillis(250).toNanos();

  /** Nanoseconds of the clock that one of the processor is worth. */
  private static final int SHARE = 2;

  private final LongSupplier clock;
  private final LongSupplier processor;
  private long time;
  private long used;
  private long credit = CREDIT;

  /**
   * @param clock in nanoseconds
   * @param processor how many nanoseconds of processor time the process has used
   */
  Pacing(LongSupplier clock, LongSupplier processor) {
    this.clock = clock;
    this.processor = processor;
    this.time = clock.getAsLong();
    this.used = processor.getAsLong();
  }

  /** The rest that is due now, after a push. */
  Duration rest() {
    long now = clock.getAsLong();
    long usedNow = processor.getAsLong();
    credit = Math.min(CREDIT, credit + (now - time) / SHARE - (usedNow - used));
    credit = Math.max(credit, -LONGEST.toNanos() / SHARE);
    time = now;
    used = usedNow;
    return credit >= 0 ? Duration.ZERO : Duration.ofNanos(-credit * SHARE);
  }
}
