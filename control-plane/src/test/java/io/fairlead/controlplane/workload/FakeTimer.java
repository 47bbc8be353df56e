package io.fairlead.controlplane.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs what is due when a test says that time has passed, on the test's own thread. */
final class FakeTimer extends ScheduledThreadPoolExecutor {

  private final List<Task> tasks = new ArrayList<>();
  private Duration now = Duration.ZERO;

  FakeTimer() {
    super(0);
  }

  void advance(Duration by) {
    now = now.plus(by);
    List<Task> due =
        tasks.stream()
            .filter(task -> !task.isCancelled() && task.due.compareTo(now) <= 0)
            .sorted(Comparator.comparing((Task task) -> task.due))
            .toList();
    tasks.removeAll(due);
    due.forEach(Task::run);
  }

  void clear() {
    tasks.clear();
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
    Callable<Object> once =
        () -> {
          command.run();
          return command;
        };
    Task task = new Task(once, now.plus(Duration.of(delay, unit.toChronoUnit())));
    tasks.add(task);
    return task;
  }

  private static final class Task extends FutureTask<Object> implements ScheduledFuture<Object> {
    private final Duration due;

    Task(Callable<Object> command, Duration due) {
      super(command);
      this.due = due;
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(due);
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
  }
}
