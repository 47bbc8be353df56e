package io.fairlead.benchmarks.harness;

import com.google.gson.JsonObject;
import io.fairlead.benchmarks.measure.ProcessStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Flaps endpoints, adds and removes services and reconnects the fleet for some minutes, and tells
 * whether memory, threads or open files of the control plane grow meanwhile.
 */
public final class SoakMain {

  private static final int PROXIES = 100;
  private static final int FLAPS = 50;
  private static final double MEBIBYTE = 1 << 20;

  private SoakMain() {}

  public static void main(String[] arguments) throws IOException {
    int minutes = arguments.length == 0 ? 10 : Integer.parseInt(arguments[0]);
    Programs programs = Programs.fromEnvironment();
    Files.createDirectories(programs.work());
    Bench bench = Bench.of(programs, false);
    try (Testbed testbed = bench.testbed("soak", Bench.usualMesh(), Wire.USUAL)) {
      testbed.connect(PROXIES);
      System.out.println("minute, MiB resident, threads, open files, streams lost");
      report(run(testbed, Duration.ofMinutes(minutes)), minutes);
    }
    System.exit(0);
  }

  /** The state of the process after each round. */
  private record Sample(double minute, ProcessStatus status, long lost) {}

  private static List<Sample> run(Testbed testbed, Duration length) {
    List<Sample> samples = new ArrayList<>();
    long start = System.nanoTime();
    int round = 0;
    do {
      round(testbed, round++);
      JsonObject totals = testbed.simulator().ask("totals");
      Sample sample =
          new Sample(
              (System.nanoTime() - start) / 60e9,
              testbed.server().status(),
              totals.get("lost").getAsLong());
      samples.add(sample);
      System.out.printf(
          "%.1f, %.0f, %d, %d, %d%n",
          sample.minute(),
          sample.status().residentBytes() / MEBIBYTE,
          sample.status().threads(),
          sample.status().openFiles(),
          sample.lost());
    } while (System.nanoTime() - start < length.toNanos());
    return samples;
  }

  /** Every change must arrive at every proxy, else this throws. */
  private static void round(Testbed testbed, int round) {
    EndpointChanges.change(testbed, new Latencies(), 1 + round * FLAPS, FLAPS);
    int service = testbed.plan().services() + 1 + round % 100;
    String cluster = MeshPlan.cluster(service);
    testbed.simulator().ask("watch come" + round + " CDS " + cluster);
    testbed.admin().apply(testbed.plan().http(service, 0));
    testbed.simulator().event(30);
    testbed.simulator().ask("watch go" + round + " CDS -" + cluster);
    testbed.admin().deleteService("s%05d".formatted(service));
    testbed.simulator().event(30);
    testbed.simulator().ask("drop");
    testbed.simulator().ask("reconnect");
    testbed.settled(60);
  }

  /** The first third is warm-up: the heap finds its size. */
  private static void report(List<Sample> samples, int minutes) {
    Sample from = samples.get(samples.size() / 3);
    Sample to = samples.getLast();
    double between = Math.max(0.01, to.minute() - from.minute());
    System.out.printf(
        "%d minutes: resident %+.2f MiB a minute, threads %+d, open files %+d, %d streams lost%n",
        minutes,
        (to.status().residentBytes() - from.status().residentBytes()) / MEBIBYTE / between,
        to.status().threads() - from.status().threads(),
        to.status().openFiles() - from.status().openFiles(),
        to.lost());
  }
}
