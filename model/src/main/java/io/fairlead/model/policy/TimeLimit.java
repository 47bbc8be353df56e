package io.fairlead.model.policy;

import java.time.Duration;

/** How long something may take, in the two numbers that travel on the wire. */
public record TimeLimit(long seconds, int nanos) {

  /** As long as it takes; where a default stands, the default. */
  public static final TimeLimit NONE = new TimeLimit(0, 0);

  private static final int NANOS_PER_MILLI = 1_000_000;

  public static TimeLimit of(Duration duration) {
    return new TimeLimit(duration.getSeconds(), duration.getNano());
  }

  public boolean isSet() {
    return !equals(NONE);
  }

  /** Whether it has no part that is finer than a millisecond. */
  public boolean isWholeMillis() {
    return nanos % NANOS_PER_MILLI == 0;
  }
}
