package io.fairlead.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs the scenarios that are named, or all, and writes their table. */
public final class BenchMain {

  private static final int FAILED = 1;
  private static final int BAD_USAGE = 2;

  private BenchMain() {}

  public static void main(String[] arguments) throws IOException {
    List<String> names = new ArrayList<>(List.of(arguments));
    boolean isQuick = names.remove("--quick");
    Map<String, Scenario> all = Scenarios.all();
    for (String name : names) {
      if (!all.containsKey(name)) {
        System.err.println("there is no scenario " + name + "; there are: " + all.keySet());
        System.exit(BAD_USAGE);
      }
    }
    Programs programs = Programs.fromEnvironment();
    Files.createDirectories(programs.work());
    Bench bench = Bench.of(programs, isQuick);
    List<String> failures = new ArrayList<>();
    System.out.print(Table.HEAD);
    for (Map.Entry<String, Scenario> each : all.entrySet()) {
      if (names.isEmpty() ? !each.getValue().isLong() : names.contains(each.getKey())) {
        try {
          each.getValue().run(bench);
        } catch (RuntimeException e) {
          failures.add(each.getKey() + ": " + e);
          System.out.println("| " + each.getKey() + " failed: " + e + " |");
          e.printStackTrace();
        }
      }
    }
    Path file = Reports.write(bench, failures);
    System.out.println("\nWritten to " + file);
    System.exit(failures.isEmpty() ? 0 : FAILED);
  }
}
