package io.fairlead.benchmarks.harness;

import com.google.gson.JsonObject;
import io.fairlead.benchmarks.harness.Row.Against;
import io.fairlead.benchmarks.harness.Row.Cost;

/**
 * Proxies connect at once to a control plane that has just started, then again to the warm one.
 *
 * @param first what the first batch after the start is compared with
 */
record Connecting(int proxies, Wire wire, Against first, Against warm) implements Scenario {

  private static final int WARM_BATCHES = 3;

  @Override
  public void run(Bench bench) {
    try (Testbed testbed =
        bench.testbed("connect-%d-%s".formatted(proxies, wire.tag()), Bench.usualMesh(), wire)) {
      for (int batch = 0; batch <= WARM_BATCHES; batch++) {
        bench.add(batch(testbed, batch));
        testbed.simulator().ask("forget");
        Testbed.pause(1_500);
      }
    }
  }

  private Row batch(Testbed testbed, int batch) {
    double cpu = testbed.serverCpuMillis();
    double own = testbed.simulatorCpuMillis();
    JsonObject settled = testbed.connect(proxies);
    JsonObject totals = testbed.simulator().ask("totals");
    return new Row(
        "%d proxies connect, %s".formatted(proxies, batch == 0 ? "first batch" : "warm " + batch),
        wire.toString(),
        Latencies.Figures.of(settled, settled.get("begun").getAsLong()),
        new Cost(
            testbed.serverCpuMillis() - cpu,
            testbed.highestMebibytes(),
            testbed.simulatorCpuMillis() - own),
        batch == 0 ? first : warm,
        "%.2f MB a proxy, %d streams lost"
                .formatted(Sent.bytes(totals) / 1e6 / proxies, settled.get("lost").getAsLong())
            + Sent.distinct(testbed.simulator().ask("distinct"), proxies));
  }
}
