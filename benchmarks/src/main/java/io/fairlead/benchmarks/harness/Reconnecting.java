package io.fairlead.benchmarks.harness;

import com.google.gson.JsonObject;
import io.fairlead.benchmarks.harness.Row.Against;
import io.fairlead.benchmarks.harness.Row.Cost;

/** The control plane crashes and comes back; every proxy returns at once with what it holds. */
record Reconnecting(int proxies, Wire wire) implements Scenario {

  private static final int A_SECOND = 40;

  @Override
  public void run(Bench bench) {
    try (Testbed testbed = bench.testbed("reconnect-" + proxies, Bench.usualMesh(), wire)) {
      // Slowly: how a storm of strangers is met is another scenario.
      testbed.simulator().ask("connect " + proxies + " " + A_SECOND);
      testbed.settled(proxies / A_SECOND + 60);
      double full = Sent.bytes(testbed.simulator().ask("totals"));
      testbed.simulator().ask("hold");
      testbed.server().crashAndRestart();
      testbed.simulator().ask("mark");
      double before = testbed.server().status().residentBytes() / (double) (1 << 20);
      double own = testbed.simulatorCpuMillis();
      double cpu = testbed.serverCpuMillis();
      testbed.simulator().ask("reconnect");
      JsonObject settled = testbed.settled(115);
      double resumed = Sent.bytes(testbed.simulator().ask("totals"));
      bench.add(
          new Row(
              "%,d proxies reconnect at once after a crash".formatted(proxies),
              wire.toString(),
              Latencies.Figures.of(settled, settled.get("begun").getAsLong()),
              new Cost(
                  testbed.serverCpuMillis() - cpu,
                  testbed.highestMebibytes(),
                  testbed.simulatorCpuMillis() - own),
              new Against(Peer.UNKNOWN, new Peer(15_000, Double.NaN, Double.NaN)),
              "%.2f %% of the full %.0f MB sent, %d streams lost, %.0f MiB resident before"
                  .formatted(
                      100 * resumed / full, full / 1e6, settled.get("lost").getAsLong(), before)));
    }
  }
}
