package io.fairlead.vmagent.host;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Tells a service manager how the agent is. */
public final class ServiceNotifier {

  private ServiceNotifier() {}

  public static ServiceNotifier fromEnvironment(Map<String, String> environment) {
    return new ServiceNotifier();
  }

  public void ready() {}

  public void status(String text) {}

  public void stopping() {}

  public void watchdog() {}

  public Optional<Duration> watchdogInterval() {
    return Optional.empty();
  }
}
