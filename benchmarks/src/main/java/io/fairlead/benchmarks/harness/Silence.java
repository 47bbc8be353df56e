package io.fairlead.benchmarks.harness;

import io.fairlead.benchmarks.harness.Row.Against;
import io.fairlead.benchmarks.harness.Row.Cost;

/** Some proxies stop acknowledging or reading: what the others notice of it. */
record Silence(int proxies, int silent, String manner) implements Scenario {

  /** So many that what is compiled on the way is compiled before the first half. */
  private static final int WARM_UP = 500;

  private static final int REPETITIONS = 100;

  @Override
  public void run(Bench bench) {
    try (Testbed testbed = bench.testbed("silence-" + manner, Bench.usualMesh(), Wire.USUAL)) {
      testbed.connect(proxies);
      Testbed.pause(2_000);
      int repetitions = bench.repetitions(REPETITIONS);
      EndpointChanges.change(
          testbed, new Latencies(), 1, WARM_UP, EndpointChanges.WARM_UP_REST_MILLIS);
      Row without = measure(testbed, 1 + WARM_UP, repetitions);
      testbed.simulator().ask(manner + " " + silent);
      Row with = measure(testbed, 1 + WARM_UP + repetitions, repetitions);
      bench.add(
          new Row(
              "one endpoint changes, %d of %d proxies %s".formatted(silent, proxies, manner),
              Wire.USUAL.toString(),
              with.times(),
              with.cost(),
              Against.NOTHING,
              "p99 of the others %.2f times that without (%.1f ms; aim <= 1.2)"
                  .formatted(with.times().p99() / without.times().p99(), without.times().p99())));
    }
  }

  private static Row measure(Testbed testbed, int from, int repetitions) {
    Latencies latencies = new Latencies();
    double cpu = testbed.serverCpuMillis();
    EndpointChanges.change(testbed, latencies, from, repetitions);
    return new Row(
        "",
        "",
        latencies.ofProxies(),
        new Cost(
            (testbed.serverCpuMillis() - cpu) / repetitions,
            testbed.highestMebibytes(),
            Double.NaN),
        Against.NOTHING,
        "");
  }
}
