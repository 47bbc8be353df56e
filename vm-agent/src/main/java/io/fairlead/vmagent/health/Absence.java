package io.fairlead.vmagent.health;

import java.time.Duration;

/**
 * How long Envoy has not answered, and when to ask for it again: a request may have been lost, and
 * a process that waits for a parent that has died looks alive to systemd. Used by one loop.
 */
final class Absence {

  private final Duration patience;
  private long since;

  Absence(Duration patience, long now) {
    this.patience = patience;
    this.since = now;
  }

  /**
   * @param wanted false where Envoy is away on purpose
   * @return whether this is the moment to ask; the next one comes as much later
   */
  boolean isDue(boolean answers, boolean wanted, long now) {
    if (answers || !wanted) {
      since = now;
      return false;
    }
    if (now - since < patience.toNanos()) {
      return false;
    }
    since = now;
    return true;
  }
}
