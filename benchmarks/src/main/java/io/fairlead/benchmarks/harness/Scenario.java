package io.fairlead.benchmarks.harness;

/** A piece of work that is measured; it starts and ends all that it needs. */
@FunctionalInterface
interface Scenario {

  void run(Bench bench);

  /** Whether it waits for so long that it runs only where it is named. */
  default boolean isLong() {
    return false;
  }
}
