package io.fairlead.benchmarks.harness;

import com.google.gson.JsonObject;
import io.fairlead.benchmarks.harness.Row.Against;
import io.fairlead.benchmarks.harness.Row.Cost;
import io.fairlead.benchmarks.measure.ProcessCpu;
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

/** An instance changes in Consul: until each proxy has it, by way of the bridge. */
record ConsulChanges(int services, int instances, int proxies) implements Scenario {

  private static final int WARM_UP = 20;
  private static final int REPETITIONS = 60;
  private static final int REST_MILLIS = 400;

  @Override
  public void run(Bench bench) {
    Path program = Path.of(Programs.variable("FAIRLEAD_CONSUL", "consul"));
    if (!Files.isExecutable(program)) {
      throw new BenchException(program + " is missing: ./dev demo --once builds Consul");
    }
    Path data = Path.of("/dev/shm/fairlead-bench-" + ProcessHandle.current().pid());
    Path log = bench.programs().work().resolve("consul.log");
    try (Consul consul = new Consul(program, data, log.toFile()).awaitLeader()) {
      register(consul);
      measure(bench, consul);
    } finally {
      Testbed.delete(data);
    }
  }

  private void register(Consul consul) {
    Semaphore places = new Semaphore(32);
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < services * instances; i++) {
        int number = i;
        places.acquireUninterruptibly();
        var unused =
            senders.submit(
                () -> {
                  try {
                    consul.register(number / instances, number % instances, 0);
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
      change(testbed, consul, new Latencies(), 1, WARM_UP);
      JsonObject held = testbed.simulator().ask("distinct").getAsJsonObject("EDS");
      if (held.get("distinct").getAsInt() < services) {
        throw new BenchException("proxies hold only " + held + " of Consul's services");
      }
      Latencies latencies = new Latencies();
      int repetitions = bench.repetitions(REPETITIONS);
      double cpu = testbed.serverCpuMillis();
      double own = testbed.simulatorCpuMillis();
      long bridgeCpu = ProcessCpu.nanos(bridge.pid());
      change(testbed, consul, latencies, 1 + WARM_UP, repetitions);
      bench.add(
          new Row(
              "an instance changes in Consul, %,d services, %d proxies"
                  .formatted(services, proxies),
              Wire.USUAL.toString(),
              latencies.ofProxies(),
              new Cost(
                  (testbed.serverCpuMillis() - cpu) / repetitions,
                  testbed.highestMebibytes(),
                  (testbed.simulatorCpuMillis() - own) / repetitions),
              new Against(Peer.UNKNOWN, new Peer(100, Double.NaN, Double.NaN)),
              "bridge CPU %.1f ms a change; Consul's own mesh: p99 532 ms with 50 proxies"
                  .formatted((ProcessCpu.nanos(bridge.pid()) - bridgeCpu) / 1e6 / repetitions)));
    } finally {
      bridge.destroyForcibly();
    }
  }

  private static Process bridge(Programs programs, Consul consul, int port) {
    try {
      Path config =
          Files.writeString(
              programs.work().resolve("registry-bridge.yaml"),
              """
              listen: "127.0.0.1:%d"
              health: {listen: "127.0.0.1:%d"}
              sources:
                consul:
                  - {name: consul, address: "http://%s", namespace: consul, hostSuffix: service.consul, allowLoopback: true}
              """
                  .formatted(port, Programs.freePort(), consul.authority()));
      List<String> command =
          new ArrayList<>(List.of(programs.bin().resolve("fairlead-registry-bridge").toString()));
      command.addAll(List.of("--config", config.toString()));
      return Programs.start(command, programs.work().resolve("bridge.log").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("preparing the bridge", e);
    }
  }

  private void change(Testbed testbed, Consul consul, Latencies latencies, int from, int count) {
    for (int i = from; i < from + count; i++) {
      int service = i * 7 % services;
      testbed.simulator().ask("watch c" + i + " EDS " + Consul.cluster(service));
      long begun = System.nanoTime();
      consul.register(service, 0, i / services + 1);
      latencies.add(begun, testbed.simulator().event(30));
      Testbed.pause(REST_MILLIS);
    }
  }
}
