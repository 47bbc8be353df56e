package io.fairlead.benchmarks.harness;

import com.google.gson.JsonObject;
import io.fairlead.benchmarks.harness.Row.Against;
import io.fairlead.benchmarks.harness.Row.Cost;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** Endpoints change at a fixed rate, whether or not the control plane keeps up. */
record Churn(int proxies, int perMinute, int seconds) implements Scenario {

  private static final int AT_ONCE = 64;
  private static final int CATCH_UP_SECONDS = 15;

  @Override
  public void run(Bench bench) {
    // In memory: a disk that syncs a hundred times a second would be what is measured.
    Path state = Path.of("/dev/shm/fairlead-bench-" + ProcessHandle.current().pid());
    try (Testbed testbed =
        bench.testbed(
            "churn", Bench.usualMesh(), Wire.USUAL, new Server.Keys(Optional.of(state), ""))) {
      testbed.connect(proxies);
      Testbed.pause(2_000);
      bench.add(measure(testbed, bench.isQuick() ? seconds / 3 : seconds));
    } finally {
      Testbed.delete(state);
    }
  }

  private Row measure(Testbed testbed, int duration) {
    int changes = perMinute * duration / 60;
    Map<String, Long> begun = new ConcurrentHashMap<>();
    double own = testbed.simulatorCpuMillis();
    double cpu = testbed.serverCpuMillis();
    long start = System.nanoTime();
    send(testbed, changes, begun);
    double elapsed = (System.nanoTime() - start) / 1e6;
    Latencies latencies = new Latencies();
    int met = 0;
    try {
      for (; met < changes; met++) {
        JsonObject event = testbed.simulator().event(CATCH_UP_SECONDS);
        Long from = begun.get(event.get("id").getAsString());
        if (from != null) {
          latencies.add(from, event);
        }
      }
    } catch (BenchException e) {
      System.err.println(e.getMessage());
    }
    double spent = testbed.serverCpuMillis() - cpu;
    return new Row(
        "%,d endpoint changes a minute, %d proxies: until the last proxy has each"
            .formatted(perMinute, proxies),
        Wire.USUAL.toString(),
        latencies.ofLastProxies(),
        new Cost(
            spent / changes,
            testbed.highestMebibytes(),
            (testbed.simulatorCpuMillis() - own) / changes),
        new Against(Peer.UNKNOWN, new Peer(300, 6, Double.NaN)),
        "%d changes in %.1f s, %d met; server %.2f cores"
            .formatted(changes, elapsed / 1e3, met, spent / elapsed));
  }

  private void send(Testbed testbed, int changes, Map<String, Long> begun) {
    Semaphore places = new Semaphore(AT_ONCE);
    long start = System.nanoTime();
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < changes; i++) {
        long due = start + i * 60_000_000_000L / perMinute;
        long early = (due - System.nanoTime()) / 1_000_000;
        if (early > 0) {
          Testbed.pause(early);
        }
        places.acquireUninterruptibly();
        int change = i;
        var unused =
            senders.submit(
                () -> {
                  try {
                    one(testbed, change, begun);
                  } finally {
                    places.release();
                  }
                });
      }
    }
  }

  private static void one(Testbed testbed, int change, Map<String, Long> begun) {
    int service = change * 7 % testbed.plan().services();
    String id = "-" + change;
    testbed.simulator().ask("watch " + id + " EDS " + MeshPlan.cluster(service));
    String yaml = testbed.plan().http(service, change + 1);
    begun.put(id, System.nanoTime());
    testbed.admin().apply(yaml);
  }
}
