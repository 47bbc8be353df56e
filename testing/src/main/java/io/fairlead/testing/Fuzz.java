package io.fairlead.testing;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.assertj.core.api.Assertions;

/**
 * Many seeded inputs, each of which must be dealt with in bounded time. {@code -Dfuzz.count} says
 * how many; {@code ./dev fuzz} sets it.
 */
public final class Fuzz {

  /** What one input may cost; of the thread alone, so that a busy machine fails no test. */
  private static final Duration LIMIT = Duration.ofMillis(100);

  /** Until classes are loaded and compiled, times say nothing of the input. */
  private static final int WARM_UP = 500;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private Fuzz() {}

  /** Runs {@code property} for {@code -Dfuzz.count} inputs, or for {@code count} of them. */
  public static void check(int count, BiConsumer<RandomGenerator, Long> property) {
    Cases.check(
        Integer.getInteger("fuzz.count", count),
        (random, seed) -> {
          long before = THREADS.getCurrentThreadCpuTime();
          property.accept(random, seed);
          Duration cost = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - before);
          if (seed > WARM_UP) {
            Assertions.assertThat(cost).as("what the input costs").isLessThan(LIMIT);
          }
        });
  }
}
