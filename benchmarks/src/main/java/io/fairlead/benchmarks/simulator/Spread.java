package io.fairlead.benchmarks.simulator;

import com.google.gson.JsonObject;
import java.util.Arrays;

/**
 * How the times of a fleet are spread, each as {@link System#nanoTime} tells it: the clock is the
 * same for all processes of a Linux machine.
 */
record Spread(int count, long first, long p50, long p99, long last) {

  static Spread of(long[] times) {
    if (times.length == 0) {
      return new Spread(0, 0, 0, 0, 0);
    }
    long[] sorted = times.clone();
    Arrays.sort(sorted);
    return new Spread(
        sorted.length, sorted[0], at(sorted, 0.50), at(sorted, 0.99), sorted[sorted.length - 1]);
  }

  /** The nearest rank. */
  private static long at(long[] sorted, double share) {
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }

  void into(JsonObject object) {
    object.addProperty("count", count);
    object.addProperty("first", first);
    object.addProperty("p50", p50);
    object.addProperty("p99", p99);
    object.addProperty("last", last);
  }
}
