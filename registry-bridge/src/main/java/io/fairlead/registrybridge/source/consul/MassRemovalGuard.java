package io.fairlead.registrybridge.source.consul;

import java.time.Duration;
import java.time.Instant;

/**
 * Holds back the loss of more than half of the endpoints at once, which is far more often a fault
 * of the registry than of the services.
 *
 * @param hold zero where nothing is ever held back
 */
record MassRemovalGuard(Duration hold) {

  /** Below this the loss of half is an ordinary event. */
  static final int FEW = 10;

  static final State INITIAL = new State(0, Instant.MAX);

  /**
   * @param baseline how many endpoints were known when things were last quiet
   * @param until when a loss that is held back is believed; {@link Instant#MAX} where none is
   */
  record State(int baseline, Instant until) {
    boolean isHolding() {
      return !until.equals(Instant.MAX);
    }
  }

  /**
   * The next state.
   *
   * @param isQuiet whether everything known of the registry is read, so that the count is whole
   */
  State next(State state, int endpoints, boolean isQuiet, Instant now) {
    boolean isLoss = state.baseline > FEW && 2L * endpoints < state.baseline;
    if (!isLoss || hold.isZero()) {
      return new State(isQuiet ? endpoints : Math.max(state.baseline, endpoints), Instant.MAX);
    }
    Instant until = state.isHolding() ? state.until : now.plus(hold);
    return now.isBefore(until)
        ? new State(state.baseline, until)
        : new State(endpoints, Instant.MAX);
  }
}
