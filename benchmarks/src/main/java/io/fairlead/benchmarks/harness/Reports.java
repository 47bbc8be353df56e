package io.fairlead.benchmarks.harness;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes what a run found: Markdown for people, JSON for comparing runs. */
final class Reports {

  private Reports() {}

  static Path write(Bench bench, List<String> failures) {
    StringBuilder text = new StringBuilder("# Fairlead, measured\n\n");
    text.append("%d cores".formatted(Runtime.getRuntime().availableProcessors()));
    text.append(", the simulator on the same machine. Flags of the control plane's JVM: `")
        .append(bench.serverFlags())
        .append("`\n\n");
    text.append(Table.of(bench.rows()));
    failures.forEach(failure -> text.append("\nFailed: ").append(failure).append('\n'));
    Scenarios.notPossibleYet()
        .forEach(sentence -> text.append("\nNot possible yet: ").append(sentence).append('\n'));
    try {
      Files.writeString(
          bench.programs().work().resolve("bench.json"),
          new GsonBuilder()
              .serializeSpecialFloatingPointValues()
              .setPrettyPrinting()
              .create()
              .toJson(bench.rows()));
      return Files.writeString(bench.programs().work().resolve("bench.md"), text);
    } catch (IOException e) {
      throw new UncheckedIOException("writing the report", e);
    }
  }
}
