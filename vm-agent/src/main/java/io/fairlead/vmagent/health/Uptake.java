package io.fairlead.vmagent.health;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether callers are told of the host, so that what it starts now is called as it should be. Once
 * told it stays so; a control plane that does not say it is not waited for long.
 */
public final class Uptake {

  private static final Logger LOG = LoggerFactory.getLogger(Uptake.class);

  private final Duration patience;
  private final LongSupplier nanos;
  private volatile boolean isTold;
  // Owned by the loop that looks.
  private boolean isWaiting;
  private boolean isGivenUp;
  private long since;

  /**
   * @param nanos the time, such as {@link System#nanoTime}
   */
  public Uptake(Duration patience, LongSupplier nanos) {
    this.patience = patience;
    this.nanos = nanos;
  }

  /** The control plane says it, or is one that never will. */
  public void told() {
    isTold = true;
  }

  /**
   * Whether there is nothing to wait for, or not any more.
   *
   * @param isReported whether the host has something to be taken up
   */
  boolean isOver(boolean isReported) {
    if (isTold || isGivenUp || !isReported) {
      return isTold || isGivenUp;
    }
    if (!isWaiting) {
      isWaiting = true;
      since = nanos.getAsLong();
    }
    if (nanos.getAsLong() - since >= patience.toNanos()) {
      isGivenUp = true;
      LOG.atWarn()
          .addKeyValue("waited", patience)
          .log("the control plane does not say that it shows this host");
    }
    return isGivenUp;
  }
}
