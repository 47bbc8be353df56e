package io.fairlead.benchmarks.harness;

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

/** A real API server that holds what a plan says, and a control plane that reads it. */
record ClusterBed(ClusterPlan plan, KubernetesServer cluster, Testbed testbed, Path directory)
    implements AutoCloseable {

  private static final int WRITERS = 8;
  private static final int BATCH = 10;
  private static final int PATIENCE_SECONDS = 120;
  private static final double NANOS = 1e6;

  /**
   * @param bench the heap of its programs must hold the plan
   */
  static ClusterBed start(Bench bench, String name, ClusterPlan plan) {
    for (String variable : List.of("FAIRLEAD_KUBE_APISERVER", "FAIRLEAD_ETCD")) {
      if (Programs.variable(variable, "").isEmpty()) {
        throw new BenchException(variable + " is not set: name this scenario to ./dev bench");
      }
    }
    Path directory = bench.programs().work().resolve("cluster");
    Testbed.delete(directory);
    KubernetesServer cluster = new KubernetesServer(directory);
    try {
      long begun = System.nanoTime();
      load(cluster.api(), plan);
      System.err.printf("written to the API server in %.0f s%n", millis(begun) / 1_000);
      Server.Keys keys =
          new Server.Keys(
              Optional.empty(),
              "  kubernetes: [{cluster: main, kubeconfig: %s}]".formatted(cluster.kubeconfig()));
      return new ClusterBed(
          plan, cluster, bench.testbed(name, new MeshPlan(0, 1, 1), Wire.USUAL, keys), directory);
    } catch (RuntimeException | Error e) {
      cluster.close();
      Testbed.delete(directory);
      throw e;
    }
  }

  /** By few connections at once, as controllers do. */
  private static void load(KubernetesApi api, ClusterPlan plan) {
    api.createNamespace(ClusterPlan.NAMESPACE);
    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all =
          IntStream.range(0, WRITERS)
              .<Future<?>>mapToObj(writer -> writers.submit(() -> load(api, plan, writer)))
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

  private static void load(KubernetesApi api, ClusterPlan plan, int writer) {
    for (int service = writer; service < plan.services(); service += WRITERS) {
      api.create(ClusterPlan.SERVICES, ClusterPlan.service(service));
      api.create(ClusterPlan.SLICES, plan.slice(service, true));
    }
  }

  /** Ten at a time, so that it is the control plane that is timed and not a queue before it. */
  void connect(int count) {
    for (int rest = count; rest > 0; rest -= BATCH) {
      testbed.simulator().ask("connect " + Math.min(BATCH, rest));
      testbed.settled(PATIENCE_SECONDS);
    }
  }

  /**
   * Writes slices, the readiness of one endpoint each, after the last one has arrived everywhere.
   *
   * @param seconds to wait for one to arrive
   */
  void change(Latencies latencies, int from, int repetitions, int restMillis, int seconds) {
    for (int i = from; i < from + repetitions; i++) {
      int service = (i / 2) * 7 % plan.services();
      testbed.simulator().ask("watch c" + i + " EDS " + ClusterPlan.cluster(service));
      String slice = plan.slice(service, i % 2 == 1);
      long begun = System.nanoTime();
      cluster.api().replace(ClusterPlan.SLICES + "/" + ClusterPlan.name(service) + "-1", slice);
      latencies.add(begun, testbed.simulator().event(seconds));
      Testbed.pause(restMillis);
    }
  }

  String title(String work) {
    return "%s; API server with %d Services, %d endpoints"
        .formatted(work, plan.services(), plan.services() * plan.endpoints());
  }

  static double millis(long begun) {
    return (System.nanoTime() - begun) / NANOS;
  }

  @Override
  public void close() {
    try {
      testbed.close();
    } finally {
      cluster.close();
      Testbed.delete(directory);
    }
  }
}
