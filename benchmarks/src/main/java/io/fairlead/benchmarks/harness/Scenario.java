package io.fairlead.benchmarks.harness;

/** A piece of work that is measured; it starts and ends all that it needs. */
@FunctionalInterface
interface Scenario {

  void run(Bench bench);
}
