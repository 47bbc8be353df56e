package io.fairlead.cli;

import io.fairlead.cli.cluster.Applied;
import io.fairlead.cli.cluster.Chart;
import io.fairlead.cli.cluster.Installation;
import io.fairlead.cli.cluster.KubeApi;
import io.fairlead.cli.cluster.KubeObject;
import io.fairlead.cli.cluster.KubeOption;
import io.fairlead.cli.cluster.MeshChoices;
import io.fairlead.cli.cluster.MeshOptions;
import io.fairlead.cli.cluster.Readiness;
import io.fairlead.cli.exit.ExitCode;
import io.fairlead.cli.exit.Failure;
import io.fairlead.cli.input.WaitConverter;
import io.fairlead.cli.output.Console;
import io.fairlead.cli.output.Yaml;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings a control plane into a cluster. */
@Command(
    name = "install",
    description = {
      "Installs a control plane into a cluster, or brings the one that is there to what is said.",
      "What is not said is as the chart has it: say the same options each time."
    })
final class KubeInstall implements Callable<Integer> {

  private final Console console;
  @Mixin private KubeOption cluster = new KubeOption();
  @Mixin private MeshOptions mesh = new MeshOptions();

  @Option(
      names = "--dry-run",
      description = "Asks the API server what would become of each object, and changes nothing.")
  private boolean isDryRun;

  @Option(names = "--print", description = "Prints the objects as YAML, and asks no API server.")
  private boolean isPrint;

  @Option(
      names = "--wait",
      paramLabel = "DURATION",
      defaultValue = "5m",
      converter = WaitConverter.class,
      description =
          "How long to wait until the control plane is ready; 0 not at all (default: 5m).")
  private Duration patience = Duration.ZERO;

  KubeInstall(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    MeshChoices choices = mesh.choices();
    List<KubeObject> objects = Chart.objects(choices);
    if (isPrint) {
      objects.forEach(object -> console.out().print("---\n" + Yaml.of(object.tree())));
      return ExitCode.OK;
    }
    try (KubeApi api = cluster.connect()) {
      new Installation(api, isDryRun).apply(objects, this::tell);
      if (!isDryRun && !patience.isZero()) {
        await(api, objects);
        console
            .out()
            .printf("The control plane in the namespace %s is ready.%n", choices.namespace());
      }
    }
    return ExitCode.OK;
  }

  private void tell(Applied applied) {
    String note =
        switch (applied.outcome()) {
          case CREATED, CONFIGURED, UNCHANGED -> applied.outcome().toString();
          case LEFT -> "left as it is: somebody else's";
        };
    console.out().println(applied.object().title() + " " + note + (isDryRun ? " (dry run)" : ""));
    console.out().flush();
  }

  private void await(KubeApi api, List<KubeObject> objects) {
    List<String> missing = new Readiness(api, objects).await(patience);
    if (!missing.isEmpty()) {
      throw Failure.failed(
          "installed, and not ready after %d s: %s; the same command waits again"
              .formatted(patience.toSeconds(), String.join("; ", missing)));
    }
  }
}
