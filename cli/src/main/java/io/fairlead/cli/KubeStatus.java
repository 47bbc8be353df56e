package io.fairlead.cli;

import io.fairlead.cli.cluster.KubeApi;
import io.fairlead.cli.cluster.KubeOption;
import io.fairlead.cli.cluster.MeshReport;
import io.fairlead.cli.cluster.MeshReportText;
import io.fairlead.cli.cluster.MeshReporter;
import io.fairlead.cli.exit.ExitCode;
import io.fairlead.cli.output.Console;
import io.fairlead.cli.output.FormatOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows how the mesh does in a cluster. */
@Command(
    name = "status",
    description = {
      "Shows the control planes of a cluster, the clusters that they read, definitions, webhooks,"
          + " pods in the mesh and resources that are refused.",
      "Ends with 1 where something of it is to be mended."
    })
final class KubeStatus implements Callable<Integer> {

  private final Console console;
  @Mixin private KubeOption cluster = new KubeOption();
  @Mixin private FormatOption format = new FormatOption();

  KubeStatus(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (KubeApi api = cluster.connect()) {
      MeshReport report = new MeshReporter(api).read();
      format.print(console, MeshReportText.of(report), MeshReportText.tree(report));
      return report.isGood() ? ExitCode.OK : ExitCode.FAILED;
    }
  }
}
