package io.fairlead.benchmarks.harness;

import io.fairlead.benchmarks.harness.Row.Against;
import io.fairlead.benchmarks.harness.Row.Cost;
import io.fairlead.peers.kubernetes.KubernetesApi;
import io.fairlead.peers.kubernetes.KubernetesServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * A real API server holds many Services: the control plane starts, proxies connect, and endpoints
 * get ready and unready, each on an idle control plane.
 */
record KubernetesChanges(ClusterPlan plan, int proxies, Against against) implements Scenario {

  private static final int WRITERS = 8;
  private static final int WARM_UP = 200;
  private static final int REPETITIONS = 100;
  private static final int REST_MILLIS = 200;
  private static final int QUICK_REST_MILLIS = 20;
  private static final int BATCH = 10;
  private static final int PATIENCE_SECONDS = 120;
  private static final double NANOS = 1e6;

  /** Ten thousand Services need more than the 256 MiB of the start script. */
  private static final String HEAP = "-Xmx1g";

  @Override
  public void run(Bench bench) {
    for (String variable : List.of("FAIRLEAD_KUBE_APISERVER", "FAIRLEAD_ETCD")) {
      if (Programs.variable(variable, "").isEmpty()) {
        throw new BenchException(variable + " is not set: name this scenario to ./dev bench");
      }
    }
    Path directory = bench.programs().work().resolve("cluster");
    Testbed.delete(directory);
    try (KubernetesServer cluster = new KubernetesServer(directory)) {
      long begun = System.nanoTime();
      load(cluster.api());
      System.err.printf("written to the API server in %.0f s%n", millis(begun) / 1_000);
      Bench large = bench.with(bench.programs().with(HEAP));
      Server.Keys keys =
          new Server.Keys(
              Optional.empty(),
              "  kubernetes: [{cluster: main, kubeconfig: %s}]".formatted(cluster.kubeconfig()));
      try (Testbed testbed = large.testbed("kube", new MeshPlan(0, 1, 1), Wire.USUAL, keys)) {
        measure(bench, cluster.api(), testbed);
      }
    } finally {
      Testbed.delete(directory);
    }
  }

  /** By few connections at once, as controllers do. */
  private void load(KubernetesApi api) {
    api.createNamespace(ClusterPlan.NAMESPACE);
    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all =
          IntStream.range(0, WRITERS)
              .<Future<?>>mapToObj(writer -> writers.submit(() -> load(api, writer)))
              .toList();
      for (Future<?> each : all) {
        each.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted while writing Services", e);
    } catch (ExecutionException e) {
      throw new BenchException("the API server did not take the Services", e);
    }
  }

  private void load(KubernetesApi api, int writer) {
    for (int service = writer; service < plan.services(); service += WRITERS) {
      api.create(ClusterPlan.SERVICES, ClusterPlan.service(service));
      api.create(ClusterPlan.SLICES, plan.slice(service, true));
    }
  }

  private void measure(Bench bench, KubernetesApi api, Testbed testbed) {
    // From the start of the process, with everything that it reads of the API server.
    long begun = System.nanoTime();
    testbed.server().crashAndRestart();
    double ready = millis(begun);
    bench.add(row(testbed, "start until ready", ready, testbed.serverCpuMillis(), 0));
    bench.add(connect(testbed, 1, "the first proxy connects"));
    bench.add(connect(testbed, proxies - 1, (proxies - 1) + " more connect, ten at a time"));
    Testbed.pause(2_000);
    int rest = bench.isQuick() ? QUICK_REST_MILLIS : REST_MILLIS;
    change(api, testbed, new Latencies(), 0, bench.repetitions(WARM_UP), rest);
    int repetitions = bench.repetitions(REPETITIONS);
    Measured measured =
        Measured.of(
            testbed,
            proxies,
            repetitions,
            latencies -> change(api, testbed, latencies, WARM_UP, repetitions, rest));
    bench.add(
        new Row(
            title("an endpoint's readiness changes, %d proxies".formatted(proxies)),
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

  /** Writes slices, each after the last one has arrived everywhere. */
  private void change(
      KubernetesApi api,
      Testbed testbed,
      Latencies latencies,
      int from,
      int repetitions,
      int restMillis) {
    for (int i = from; i < from + repetitions; i++) {
      int service = (i / 2) * 7 % plan.services();
      testbed.simulator().ask("watch c" + i + " EDS " + ClusterPlan.cluster(service));
      String slice = plan.slice(service, i % 2 == 1);
      long begun = System.nanoTime();
      api.replace(ClusterPlan.SLICES + "/" + ClusterPlan.name(service) + "-1", slice);
      latencies.add(begun, testbed.simulator().event(30));
      Testbed.pause(restMillis);
    }
  }

  /** Ten at a time, so that it is the control plane that is timed and not a queue before it. */
  private Row connect(Testbed testbed, int count, String work) {
    double cpu = testbed.serverCpuMillis();
    double own = testbed.simulatorCpuMillis();
    long begun = System.nanoTime();
    for (int rest = count; rest > 0; rest -= BATCH) {
      testbed.simulator().ask("connect " + Math.min(BATCH, rest));
      testbed.settled(PATIENCE_SECONDS);
    }
    return row(
        testbed,
        work,
        millis(begun),
        testbed.serverCpuMillis() - cpu,
        testbed.simulatorCpuMillis() - own);
  }

  private Row row(Testbed testbed, String work, double millis, double cpu, double own) {
    return new Row(
        title(work),
        testbed.wire().toString(),
        new Latencies.Figures(millis, millis, millis),
        new Cost(cpu, testbed.highestMebibytes(), own),
        Against.NOTHING,
        "%.0f MB sent in all, with %s"
            .formatted(Sent.bytes(testbed.simulator().ask("totals")) / 1e6, HEAP));
  }

  private String title(String work) {
    return "%s; API server with %d Services, %d endpoints"
        .formatted(work, plan.services(), plan.services() * plan.endpoints());
  }

  private static double millis(long begun) {
    return (System.nanoTime() - begun) / NANOS;
  }
}
