package io.fairlead.testing;

import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Seeded random cases: the seed of a failing one stands in the failure's message. */
public final class Cases {

  private Cases() {}

  /** Runs {@code property} for {@code count} seeds, or for {@code -Dcases.seed} alone. */
  public static void check(int count, BiConsumer<RandomGenerator, Long> property) {
    check(1, count, property);
  }

  /** The same for the seeds from {@code first} on. */
  static void check(long first, int count, BiConsumer<RandomGenerator, Long> property) {
    Long only = Long.getLong("cases.seed");
    long last = only == null ? first + count - 1 : only;
    for (long seed = only == null ? first : only; seed <= last; seed++) {
      try {
        property.accept(generator(seed), seed);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + " (repeat with -Dcases.seed=" + seed + ")", e);
      }
    }
  }

  static RandomGenerator generator(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }
}
