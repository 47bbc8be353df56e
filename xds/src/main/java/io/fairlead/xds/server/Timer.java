package io.fairlead.xds.server;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Time as streams need it: what it is, and a call when some of it has passed. */
interface Timer {

  /** Has no thread of its own that would have to be stopped: the platform's does the waiting. */
  Timer SYSTEM =
      new Timer() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void after(Duration delay, Runnable task) {
          CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS).execute(task);
        }
      };

  /** Only differences mean something. */
  long nanos();

  /** Runs a task once, on any thread; it must not block. */
  void after(Duration delay, Runnable task);
}
