package io.fairlead.benchmarks.harness;

import io.fairlead.benchmarks.harness.Row.Against;

/** One endpoint of one service changes, again and again, each time on an idle control plane. */
record EndpointChanges(int proxies, MeshPlan plan, Wire wire, Against against) implements Scenario {

  private static final int WARM_UP = 800;
  private static final int REPETITIONS = 100;
  static final int WARM_UP_REST_MILLIS = 60;
  private static final int REST_MILLIS = 250;

  @Override
  public void run(Bench bench) {
    try (Testbed testbed =
        bench.testbed(
            "endpoint-%d-%d-%s".formatted(proxies, plan.services(), wire.tag()), plan, wire)) {
      testbed.connect(proxies);
      Testbed.pause(3_000);
      bench.add(measure(testbed, 1, 1, "the first endpoint change after the start"));
      change(testbed, new Latencies(), 2, WARM_UP, WARM_UP_REST_MILLIS);
      bench.add(
          measure(testbed, 2 + WARM_UP, bench.repetitions(REPETITIONS), "one endpoint changes"));
    }
  }

  private Row measure(Testbed testbed, int from, int repetitions, String work) {
    Measured measured =
        Measured.of(
            testbed,
            proxies,
            repetitions,
            latencies -> change(testbed, latencies, from, repetitions));
    return new Row(
        "%s, %d services, %d proxies".formatted(work, plan.services(), proxies),
        wire.toString(),
        measured.latencies().ofProxies(),
        measured.cost(),
        against,
        "last proxy p50 %.1f p99 %.1f ms; %s"
            .formatted(
                measured.latencies().ofLastProxies().p50(),
                measured.latencies().ofLastProxies().p99(),
                measured.sent()));
  }

  /** Changes one service after the other; variant and service follow from the number. */
  static void change(Testbed testbed, Latencies latencies, int from, int repetitions) {
    change(testbed, latencies, from, repetitions, REST_MILLIS);
  }

  static void change(
      Testbed testbed, Latencies latencies, int from, int repetitions, long restMillis) {
    for (int i = from; i < from + repetitions; i++) {
      int service = i * 7 % testbed.plan().services();
      testbed.simulator().ask("watch c" + i + " EDS " + MeshPlan.cluster(service));
      String yaml = testbed.plan().http(service, i);
      long begun = System.nanoTime();
      testbed.admin().apply(yaml);
      latencies.add(begun, testbed.simulator().event(30));
      Testbed.pause(restMillis);
    }
  }
}
