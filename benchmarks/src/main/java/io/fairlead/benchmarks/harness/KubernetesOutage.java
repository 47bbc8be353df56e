package io.fairlead.benchmarks.harness;

import com.google.gson.JsonObject;
import io.fairlead.benchmarks.harness.Row.Against;
import java.time.Duration;

/**
 * The API server ends for a while and comes back: what proxies are sent meanwhile and of its
 * return, and how soon a change arrives then.
 */
record KubernetesOutage(ClusterPlan plan, int proxies, Duration usual) implements Scenario {

  private static final Duration QUICK = Duration.ofSeconds(20);

  /** Longer than the longest pause between two attempts to reach an API server. */
  private static final int RETURN_SECONDS = 120;

  private static final int REST_MILLIS = 5_000;

  @Override
  public boolean isLong() {
    return true;
  }

  @Override
  public void run(Bench bench) {
    Duration outage = bench.isQuick() ? QUICK : usual;
    try (ClusterBed bed = ClusterBed.start(bench, "kube-outage", plan)) {
      bed.connect(proxies);
      Testbed.pause(REST_MILLIS);
      Testbed testbed = bed.testbed();
      testbed.simulator().ask("mark");
      double cpu = testbed.serverCpuMillis();
      bed.cluster().stop();
      Testbed.pause(outage.toMillis());
      JsonObject meanwhile = testbed.simulator().ask("totals");
      double spent = testbed.serverCpuMillis() - cpu;
      bed.cluster().start();
      Measured returned =
          Measured.of(
              testbed,
              proxies,
              1,
              latencies -> bed.change(latencies, 0, 1, REST_MILLIS, RETURN_SECONDS));
      bench.add(
          new Row(
              bed.title(
                  "the API server is away for %d s, then an endpoint's readiness changes, %d"
                          .formatted(outage.toSeconds(), proxies)
                      + " proxies"),
              testbed.wire().toString(),
              returned.latencies().ofProxies(),
              returned.cost(),
              Against.NOTHING,
              "while it was away: %s, %d streams lost, %.0f ms of processor time; %s"
                  .formatted(
                      sent(meanwhile), meanwhile.get("lost").getAsLong(), spent, returned.sent())));
    }
  }

  private String sent(JsonObject totals) {
    String sent = Sent.perProxy(totals, 1, proxies);
    return sent.isEmpty() ? "nothing sent" : sent;
  }
}
