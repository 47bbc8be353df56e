package io.fairlead.settings.systemd;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Tells systemd that the program lives, as often as it wants to know and as long as its loop does
 * work: one that hangs is silent, and started again.
 */
public final class Watchdog implements AutoCloseable {

  private final ServiceNotifier notifier;
  private final BooleanSupplier works;
  private final Duration every;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread = Thread.ofVirtual().name("watchdog").unstarted(this::loop);

  private Watchdog(ServiceNotifier notifier, BooleanSupplier works, Duration every) {
    this.notifier = notifier;
    this.works = works;
    this.every = every;
  }

  /** None where systemd does not ask. */
  public static Optional<Watchdog> of(ServiceNotifier notifier, BooleanSupplier works) {
    return notifier.watchdogInterval().map(interval -> new Watchdog(notifier, works, interval));
  }

  public void start() {
    thread.start();
  }

  private void loop() {
    try {
      do {
        if (works.getAsBoolean()) {
          notifier.watchdog();
        }
      } while (!stopped.await(every.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stopped.countDown();
    thread.interrupt();
  }
}
