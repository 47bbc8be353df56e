package io.fairlead.benchmarks.harness;

import com.google.gson.JsonObject;
import io.fairlead.benchmarks.harness.Row.Cost;
import java.util.function.Consumer;

/**
 * What changes took: the times until proxies had them, the cost of one of them, and what was sent.
 *
 * @param sent to one proxy for one change
 */
record Measured(Latencies latencies, Cost cost, String sent) {

  /**
   * @param changes how many of them {@code work} makes, telling the time of each
   */
  static Measured of(Testbed testbed, int proxies, int changes, Consumer<Latencies> work) {
    Latencies latencies = new Latencies();
    testbed.simulator().ask("mark");
    double own = testbed.simulatorCpuMillis();
    double cpu = testbed.serverCpuMillis();
    work.accept(latencies);
    double spent = testbed.serverCpuMillis() - cpu;
    JsonObject totals = testbed.simulator().ask("totals");
    return new Measured(
        latencies,
        new Cost(
            spent / changes,
            testbed.highestMebibytes(),
            (testbed.simulatorCpuMillis() - own) / changes),
        "a change and proxy: " + Sent.perProxy(totals, changes, proxies));
  }
}
