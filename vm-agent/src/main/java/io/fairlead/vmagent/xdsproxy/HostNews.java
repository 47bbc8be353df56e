package io.fairlead.vmagent.xdsproxy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the host has to say on every stream, and whether it was heard. */
final class HostNews {

  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile CaptureReport report = new CaptureReport.Silent();
  private volatile boolean isTakenUp;

  CaptureReport report() {
    return report;
  }

  void report(CaptureReport news) {
    report = news;
  }

  /** Whether it is still asked if callers are told of the host. */
  boolean isAwaited() {
    return !isTakenUp;
  }

  /** They are; heard once, on an event loop. */
  void takenUp() {
    if (!isTakenUp) {
      isTakenUp = true;
      listeners.forEach(Runnable::run);
    }
  }

  void onUptake(Runnable listener) {
    listeners.add(listener);
  }
}
