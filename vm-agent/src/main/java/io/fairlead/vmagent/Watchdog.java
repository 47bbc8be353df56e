package io.fairlead.vmagent;

import io.fairlead.vmagent.host.ServiceNotifier;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells systemd that the agent lives, as often as it wants to know. */
final class Watchdog implements AutoCloseable {

  private final ServiceNotifier notifier;
  private final Duration every;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread = Thread.ofVirtual().name("watchdog").unstarted(this::loop);

  private Watchdog(ServiceNotifier notifier, Duration every) {
    this.notifier = notifier;
    this.every = every;
  }

  /** None where systemd does not ask. */
  static Optional<Watchdog> of(ServiceNotifier notifier) {
    return notifier.watchdogInterval().map(interval -> new Watchdog(notifier, interval));
  }

  void start() {
    thread.start();
  }

  private void loop() {
    try {
      do {
        notifier.watchdog();
      } while (!stopped.await(every.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws InterruptedException {
    stopped.countDown();
    thread.join(Duration.ofSeconds(1));
  }
}
