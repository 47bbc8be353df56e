package io.fairlead.settings.systemd;

import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A program that has started, as systemd sees it: ready, alive, and in the end stopping. */
public final class RunningService implements AutoCloseable {

  private final ServiceNotifier notifier;
  private final Optional<Watchdog> watchdog;

  private RunningService(ServiceNotifier notifier, Optional<Watchdog> watchdog) {
    this.notifier = notifier;
    this.watchdog = watchdog;
  }

  /**
   * Says that the start is over.
   *
   * @param works whether the program still does what it is there for
   */
  public static RunningService begin(Map<String, String> environment, BooleanSupplier works) {
    ServiceNotifier notifier = ServiceNotifier.fromEnvironment(environment);
    RunningService service = new RunningService(notifier, Watchdog.of(notifier, works));
    service.watchdog.ifPresent(Watchdog::start);
    notifier.ready();
    return service;
  }

  @Override
  public void close() {
    notifier.stopping();
    watchdog.ifPresent(Watchdog::close);
  }
}
