package io.fairlead.conformance.cluster;

import io.fairlead.peers.process.Binaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command helm, with its own files in a directory of the test. */
final class Helm {

  private static final String KUBERNETES = "1.34.2";

  private final Path home;

  Helm(Path home) {
    this.home = home;
  }

  /** What a command of helm says; its exit code is 0, or it fails with what it said. */
  String run(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(Binaries.helm()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    for (String variable : List.of("HELM_CACHE_HOME", "HELM_CONFIG_HOME", "HELM_DATA_HOME")) {
      builder.environment().put(variable, home.toString());
    }
    try {
      Process process = builder.start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError("helm " + String.join(" ", arguments) + ": " + said);
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException("running helm", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** What a chart becomes with these values. */
  String template(String chart, String release, Path values, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "template",
                release,
                Cluster.CHARTS.resolve(chart).toString(),
                "--namespace",
                "fairlead-system",
                "--kube-version",
                KUBERNETES,
                "--values",
                values.toString()));
    arguments.addAll(List.of(more));
    return run(arguments);
  }
}
