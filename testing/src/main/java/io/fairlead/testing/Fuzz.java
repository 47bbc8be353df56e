package io.fairlead.testing;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.assertj.core.api.Assertions;

/**
 * Many seeded inputs, each of which must be dealt with in bounded time. {@code -Dfuzz.count} says
 * how many, {@code -Dfuzz.first} from which seed on; {@code ./dev fuzz} sets them.
 */
public final class Fuzz {

  /** What one input may cost; of the thread alone, so that a busy machine fails no test. */
  private static final Duration LIMIT = Duration.ofMillis(100);

  /** An input that costs so much does it each time; a machine that was stolen from does not. */
  private static final int TRIES = 3;

  /** Until classes are loaded and compiled, times say nothing of the input. */
  private static final int WARM_UP = 500;

  private static final int TOLD = 100_000;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private Fuzz() {}

  /** Runs {@code property} for {@code -Dfuzz.count} inputs, or for {@code count} of them. */
  public static void check(int count, BiConsumer<RandomGenerator, Long> property) {
    long first = Long.getLong("fuzz.first", 1);
    Cases.check(
        first,
        Integer.getInteger("fuzz.count", count),
        (random, seed) -> {
          Duration cost = cost(property, random, seed);
          for (int tries = 1; isTooMuch(cost) && tries < TRIES; tries++) {
            cost = cost(property, Cases.generator(seed), seed);
          }
          if (seed - first > WARM_UP) {
            Assertions.assertThat(cost).as("what the input costs").isLessThan(LIMIT);
          }
          if (seed % TOLD == 0) {
            System.out.println(seed + " inputs without a finding");
          }
        });
  }

  private static boolean isTooMuch(Duration cost) {
    return cost.compareTo(LIMIT) >= 0;
  }

  private static Duration cost(
      BiConsumer<RandomGenerator, Long> property, RandomGenerator random, long seed) {
    long before = THREADS.getCurrentThreadCpuTime();
    property.accept(random, seed);
    return Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - before);
  }
}
