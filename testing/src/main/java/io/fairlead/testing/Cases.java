package io.fairlead.testing;

import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Seeded random cases: the seed of a failing one stands in the failure's message. */
public final class Cases {

  private Cases() {}

  /** Runs {@code property} for {@code count} seeds, or for {@code -Dcases.seed} alone. */
  public static void check(int count, BiConsumer<RandomGenerator, Long> property) {
    Long only = Long.getLong("cases.seed");
    long first = only == null ? 1 : only;
    long last = only == null ? count : only;
    for (long seed = first; seed <= last; seed++) {
      try {
        property.accept(RandomGeneratorFactory.of("L64X128MixRandom").create(seed), seed);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + " (repeat with -Dcases.seed=" + seed + ")", e);
      }
    }
  }
}
