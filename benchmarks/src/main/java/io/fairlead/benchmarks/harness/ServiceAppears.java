package io.fairlead.benchmarks.harness;

import io.fairlead.benchmarks.harness.Row.Against;

/**
 * New services appear, one at a time: HTTP on the port that all share, or TCP of its own address.
 */
record ServiceAppears(boolean isHttp, int proxies, Wire wire, Against against) implements Scenario {

  private static final int WARM_UP = 60;
  private static final int REPETITIONS = 30;
  private static final int WARM_UP_REST_MILLIS = 100;
  private static final int REST_MILLIS = 400;

  @Override
  public void run(Bench bench) {
    MeshPlan plan = Bench.usualMesh();
    try (Testbed testbed =
        bench.testbed((isHttp ? "http" : "tcp") + "-service-" + proxies, plan, wire)) {
      testbed.connect(proxies);
      Testbed.pause(3_000);
      bench.add(measure(testbed, plan.services() + 1, 1, ", the first after the start"));
      appear(testbed, new Latencies(), plan.services() + 2, WARM_UP, WARM_UP_REST_MILLIS);
      bench.add(
          measure(testbed, plan.services() + 2 + WARM_UP, bench.repetitions(REPETITIONS), ""));
    }
  }

  private Row measure(Testbed testbed, int from, int repetitions, String which) {
    Measured measured =
        Measured.of(
            testbed,
            proxies,
            repetitions,
            latencies -> appear(testbed, latencies, from, repetitions, REST_MILLIS));
    return new Row(
        (isHttp ? "an HTTP service appears on a shared port" : "a TCP service appears")
            + ", "
            + proxies
            + " proxies"
            + which,
        wire.toString(),
        measured.latencies().ofProxies(),
        measured.cost(),
        against,
        measured.sent());
  }

  private void appear(Testbed testbed, Latencies latencies, int from, int count, long restMillis) {
    for (int service = from; service < from + count; service++) {
      String yaml = isHttp ? testbed.plan().http(service, 0) : testbed.plan().tcp(service, 0);
      int port = isHttp ? MeshPlan.HTTP_PORT : MeshPlan.TCP_PORT;
      String cluster = "outbound|" + port + "||" + MeshPlan.host(service);
      String last = isHttp ? " RDS " + port : " LDS " + MeshPlan.address(service) + "_" + port;
      testbed
          .simulator()
          .ask("watch s%d CDS %s EDS %s%s".formatted(service, cluster, cluster, last));
      long begun = System.nanoTime();
      testbed.admin().apply(yaml);
      latencies.add(begun, testbed.simulator().event(30));
      Testbed.pause(restMillis);
    }
  }
}
