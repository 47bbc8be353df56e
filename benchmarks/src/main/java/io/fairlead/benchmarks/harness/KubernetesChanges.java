package io.fairlead.benchmarks.harness;

import io.fairlead.benchmarks.harness.Row.Against;
import io.fairlead.benchmarks.harness.Row.Cost;

/**
 * A real API server holds many Services: the control plane starts, proxies connect, and endpoints
 * get ready and unready, each on an idle control plane.
 */
record KubernetesChanges(ClusterPlan plan, int proxies, Against against) implements Scenario {

  private static final int WARM_UP = 200;
  private static final int REPETITIONS = 100;
  private static final int REST_MILLIS = 200;
  private static final int QUICK_REST_MILLIS = 20;
  private static final int PATIENCE_SECONDS = 30;

  /** Ten thousand Services need more than the 256 MiB of the start script. */
  private static final String HEAP = "-Xmx1g";

  @Override
  public void run(Bench bench) {
    Bench large = bench.with(bench.programs().with(HEAP));
    try (ClusterBed bed = ClusterBed.start(large, "kube", plan)) {
      measure(bench, bed);
    }
  }

  private void measure(Bench bench, ClusterBed bed) {
    Testbed testbed = bed.testbed();
    // From the start of the process, with everything that it reads of the API server.
    long begun = System.nanoTime();
    testbed.server().crashAndRestart();
    double ready = ClusterBed.millis(begun);
    bench.add(row(bed, "start until ready", ready, testbed.serverCpuMillis(), 0));
    bench.add(connect(bed, 1, "the first proxy connects"));
    bench.add(connect(bed, proxies - 1, (proxies - 1) + " more connect, ten at a time"));
    Testbed.pause(2_000);
    int rest = bench.isQuick() ? QUICK_REST_MILLIS : REST_MILLIS;
    bed.change(new Latencies(), 0, bench.repetitions(WARM_UP), rest, PATIENCE_SECONDS);
    int repetitions = bench.repetitions(REPETITIONS);
    Measured measured =
        Measured.of(
            testbed,
            proxies,
            repetitions,
            latencies -> bed.change(latencies, WARM_UP, repetitions, rest, PATIENCE_SECONDS));
    bench.add(
        new Row(
            bed.title("an endpoint's readiness changes, %d proxies".formatted(proxies)),
            testbed.wire().toString(),
            measured.latencies().ofProxies(),
            measured.cost(),
            against,
            "last proxy p50 %.1f p99 %.1f ms; %s"
                .formatted(
                    measured.latencies().ofLastProxies().p50(),
                    measured.latencies().ofLastProxies().p99(),
                    measured.sent())));
  }

  private static Row connect(ClusterBed bed, int count, String work) {
    Testbed testbed = bed.testbed();
    double cpu = testbed.serverCpuMillis();
    double own = testbed.simulatorCpuMillis();
    long begun = System.nanoTime();
    bed.connect(count);
    return row(
        bed,
        work,
        ClusterBed.millis(begun),
        testbed.serverCpuMillis() - cpu,
        testbed.simulatorCpuMillis() - own);
  }

  private static Row row(ClusterBed bed, String work, double millis, double cpu, double own) {
    Testbed testbed = bed.testbed();
    return new Row(
        bed.title(work),
        testbed.wire().toString(),
        new Latencies.Figures(millis, millis, millis),
        new Cost(cpu, testbed.highestMebibytes(), own),
        Against.NOTHING,
        "%.0f MB sent in all, with %s"
            .formatted(Sent.bytes(testbed.simulator().ask("totals")) / 1e6, HEAP));
  }
}
