package io.fairlead.benchmarks.harness;

import com.google.gson.JsonObject;
import io.fairlead.benchmarks.harness.Row.Against;
import io.fairlead.benchmarks.harness.Row.Cost;
import io.fairlead.benchmarks.measure.ProcessCpu;
import io.fairlead.benchmarks.measure.ProcessStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.IntConsumer;

/** Instances change in Consul: until each proxy has it, by way of the bridge. */
record ConsulChanges(int services, int instances, int proxies, Link link) implements Scenario {

  private static final int WARM_UP = 20;
  private static final int REPETITIONS = 60;
  private static final int REST_MILLIS = 400;
  private static final int MANY = 500;
  private static final int FLAPS = 500;
  private static final int FLAP_MILLIS = 20;
  private static final double MEBIBYTE = 1 << 20;
  private static final int MORE_CONNECTIONS = 100;

  /**
   * How the bridge reaches Consul.
   *
   * @param connections that it may use; Consul grants some more
   */
  record Link(boolean isEncrypted, int connections) {

    @Override
    public String toString() {
      return (isEncrypted ? "TLS" : "plaintext") + ", maxConnections " + connections;
    }
  }

  /** What runs, and how much it took so far. */
  private record Stage(Bench bench, Testbed testbed, Consul consul, Process bridge) {

    /** Of control plane, bridge, Consul and simulator: milliseconds. */
    double[] cpu() {
      return new double[] {
        testbed.serverCpuMillis(),
        ProcessCpu.nanos(bridge.pid()) / 1e6,
        consul.cpuMillis(),
        testbed.simulatorCpuMillis()
      };
    }
  }

  @Override
  public void run(Bench bench) {
    Path program = Path.of(Programs.variable("FAIRLEAD_CONSUL", "consul"));
    if (!Files.isExecutable(program)) {
      throw new BenchException(program + " is missing: ./dev demo --once builds Consul");
    }
    Path data = Path.of("/dev/shm/fairlead-bench-" + ProcessHandle.current().pid());
    Path log = bench.programs().work().resolve("consul.log");
    int granted = link.connections() + MORE_CONNECTIONS;
    try (Consul consul = new Consul(program, data, granted, log.toFile()).awaitLeader()) {
      atOnce(services * instances, i -> consul.register(i / instances, i % instances, 0));
      measure(bench, consul);
    } finally {
      Testbed.delete(data);
    }
  }

  private static void atOnce(int count, IntConsumer task) {
    Semaphore places = new Semaphore(32);
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < count; i++) {
        int number = i;
        places.acquireUninterruptibly();
        var unused =
            senders.submit(
                () -> {
                  try {
                    task.accept(number);
                  } finally {
                    places.release();
                  }
                });
      }
    }
  }

  private void measure(Bench bench, Consul consul) {
    int mcp = Programs.freePort();
    Process bridge = bridge(bench.programs(), consul, mcp);
    String sources = "  mcp: [{name: registry, address: \"127.0.0.1:%d\"}]".formatted(mcp);
    try (Testbed testbed =
        bench.testbed(
            "consul",
            new MeshPlan(0, 10, 1),
            Wire.USUAL,
            new Server.Keys(Optional.empty(), sources))) {
      testbed.connect(proxies);
      Stage stage = new Stage(bench, testbed, consul, bridge);
      change(stage, new Latencies(), 1, WARM_UP);
      JsonObject held = testbed.simulator().ask("distinct").getAsJsonObject("EDS");
      if (held.get("distinct").getAsInt() < services) {
        throw new BenchException("proxies hold only " + held + " of Consul's services");
      }
      one(stage);
      many(stage);
      flap(stage);
    } finally {
      bridge.destroyForcibly();
    }
  }

  private void one(Stage stage) {
    Latencies latencies = new Latencies();
    int repetitions = stage.bench().repetitions(REPETITIONS);
    double[] before = stage.cpu();
    change(stage, latencies, 1 + WARM_UP, repetitions);
    add(stage, "an instance changes in Consul", latencies, before, repetitions);
  }

  private void many(Stage stage) {
    int last = Math.min(MANY, services) - 1;
    StringBuilder watch = new StringBuilder("watch many");
    for (int i = 0; i < 7; i++) {
      watch.append(" EDS ").append(Consul.cluster(last - i * last / 7));
    }
    stage.testbed().simulator().ask(watch.toString());
    Latencies latencies = new Latencies();
    double[] before = stage.cpu();
    long begun = System.nanoTime();
    atOnce(last + 1, i -> stage.consul().register(i, 1, 1));
    latencies.add(begun, stage.testbed().simulator().event(30));
    Testbed.pause(5 * REST_MILLIS);
    add(stage, "%d instances change in Consul at once".formatted(last + 1), latencies, before, 1);
  }

  private void flap(Stage stage) {
    double[] before = stage.cpu();
    for (int i = 0; i < FLAPS; i++) {
      stage.consul().register(1, 2, i % 2);
      Testbed.pause(FLAP_MILLIS);
    }
    add(
        stage,
        "an instance in Consul flaps, %d changes %d ms apart".formatted(FLAPS, FLAP_MILLIS),
        new Latencies(),
        before,
        FLAPS);
  }

  private void add(Stage stage, String work, Latencies latencies, double[] before, int changes) {
    double[] after = stage.cpu();
    stage
        .bench()
        .add(
            new Row(
                "%s, %,d services, %d proxies, bridge over %s"
                    .formatted(work, services, proxies, link),
                Wire.USUAL.toString(),
                latencies.ofProxies(),
                new Cost(
                    (after[0] - before[0]) / changes,
                    stage.testbed().highestMebibytes(),
                    (after[3] - before[3]) / changes),
                new Against(
                    Peer.UNKNOWN,
                    changes == 1 ? Peer.UNKNOWN : new Peer(100, Double.NaN, Double.NaN)),
                "CPU a change: bridge %.1f ms, Consul %.1f ms; bridge resident %.0f MiB"
                    .formatted(
                        (after[1] - before[1]) / changes,
                        (after[2] - before[2]) / changes,
                        ProcessStatus.of(stage.bridge().pid()).residentBytes() / MEBIBYTE)));
  }

  private Process bridge(Programs programs, Consul consul, int port) {
    try {
      Path config =
          Files.writeString(
              programs.work().resolve("registry-bridge.yaml"),
              """
              listen: "127.0.0.1:%d"
              health: {listen: "127.0.0.1:%d"}
              sources:
                consul:
                  - {name: consul, address: "%s", caFile: "%s", maxConnections: %d, namespace: consul, hostSuffix: service.consul, allowLoopback: true}
              """
                  .formatted(
                      port,
                      Programs.freePort(),
                      link.isEncrypted()
                          ? "https://" + consul.tlsAuthority()
                          : "http://" + consul.authority(),
                      link.isEncrypted() ? consul.caFile() : "",
                      link.connections()));
      List<String> command =
          new ArrayList<>(List.of(programs.bin().resolve("fairlead-registry-bridge").toString()));
      command.addAll(List.of("--config", config.toString()));
      return Programs.start(command, programs.work().resolve("bridge.log").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("preparing the bridge", e);
    }
  }

  private void change(Stage stage, Latencies latencies, int from, int count) {
    for (int i = from; i < from + count; i++) {
      int service = i * 7 % services;
      stage.testbed().simulator().ask("watch c" + i + " EDS " + Consul.cluster(service));
      long begun = System.nanoTime();
      stage.consul().register(service, 0, i / services + 1);
      latencies.add(begun, stage.testbed().simulator().event(30));
      Testbed.pause(REST_MILLIS);
    }
  }
}
