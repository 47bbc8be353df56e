package io.fairlead.xds.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Time that passes when it is told to. */
final class FakeTimer implements Timer {

  private record Task(long at, Runnable work) {}

  private final List<Task> tasks = new ArrayList<>();
  private long now;

  @Override
  public long nanos() {
    return now;
  }

  @Override
  public void after(Duration delay, Runnable task) {
    tasks.add(new Task(now + delay.toNanos(), task));
  }

  /** Runs what falls due, each at its own time. */
  void passes(Duration time) {
    long end = now + time.toNanos();
    while (true) {
      Task next =
          tasks.stream()
              .filter(task -> task.at() <= end)
              .min((one, other) -> Long.compare(one.at(), other.at()))
              .orElse(new Task(end + 1, () -> {}));
      if (next.at() > end) {
        now = end;
        return;
      }
      tasks.remove(next);
      now = next.at();
      next.work().run();
    }
  }

  int pending() {
    return tasks.size();
  }
}
