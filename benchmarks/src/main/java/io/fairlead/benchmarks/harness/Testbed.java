package io.fairlead.benchmarks.harness;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A control plane with its mesh, and a fleet that is connected to it. */
final class Testbed implements AutoCloseable {

  private static final double NANOS = 1e6;

  private final MeshPlan plan;
  private final Wire wire;
  private final Server server;
  private final AdminClient admin;
  private final Simulator simulator;

  private Testbed(MeshPlan plan, Wire wire, Server server, AdminClient admin, Simulator simulator) {
    this.plan = plan;
    this.wire = wire;
    this.server = server;
    this.admin = admin;
    this.simulator = simulator;
  }

  static Testbed start(Programs programs, String name, MeshPlan plan, Wire wire, Server.Keys keys) {
    Path directory = programs.work().resolve("run").resolve(name);
    clear(directory);
    Path mesh = directory.resolve("mesh");
    plan.write(mesh);
    Server server = Server.start(programs, directory, mesh, wire.isEncrypted(), keys).awaitReady();
    AdminClient admin = server.admin();
    try {
      Optional<Membership> membership =
          wire.isEncrypted()
              ? Optional.of(
                  Membership.join("127.0.0.1", server.port(), admin.createToken(), directory))
              : Optional.empty();
      List<String> options = new ArrayList<>(wire.options(server.port(), membership));
      return new Testbed(plan, wire, server, admin, Simulator.start(directory, options));
    } catch (RuntimeException e) {
      admin.close();
      server.close();
      throw e;
    }
  }

  private static void clear(Path directory) {
    delete(directory);
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("making " + directory, e);
    }
  }

  /** Deletes a directory with all in it, if it is there. */
  static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("deleting " + directory, e);
    }
  }

  MeshPlan plan() {
    return plan;
  }

  Wire wire() {
    return wire;
  }

  Server server() {
    return server;
  }

  AdminClient admin() {
    return admin;
  }

  Simulator simulator() {
    return simulator;
  }

  /** Connects new proxies and returns once all have everything. */
  JsonObject connect(int count) {
    simulator.ask("connect " + count);
    return settled(30 + count / 10);
  }

  JsonObject settled(int seconds) {
    JsonObject answer = simulator.ask("await " + seconds);
    if (answer.get("unsettled").getAsInt() > 0) {
      throw new BenchException(
          "proxies did not get everything in time: " + answer + simulator.ask("totals"));
    }
    return answer;
  }

  double serverCpuMillis() {
    return server.cpuNanos() / NANOS;
  }

  double simulatorCpuMillis() {
    return simulator.ask("totals").get("cpuNanos").getAsLong() / NANOS;
  }

  double highestMebibytes() {
    return server.status().highestBytes() / (double) (1 << 20);
  }

  /** Lets the machine come to rest, so that one measurement does not pay for another. */
  static void pause(long millis) {
    try {
      if (new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("nobody counts this latch down");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted", e);
    }
  }

  @Override
  public void close() {
    simulator.close();
    admin.close();
    server.close();
  }
}
