package io.fairlead.cli;

import io.fairlead.cli.cluster.KubeApi;
import io.fairlead.cli.cluster.KubeObject;
import io.fairlead.cli.cluster.KubeOption;
import io.fairlead.cli.cluster.Removal;
import io.fairlead.cli.exit.ExitCode;
import io.fairlead.cli.exit.Failure;
import io.fairlead.cli.output.Console;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes a control plane out of a cluster. */
@Command(
    name = "uninstall",
    description = {
      "Takes away what install wrote into a cluster, and nothing of anybody else.",
      "What people wrote, the mesh's authority and the namespace stay unless an option says"
          + " otherwise."
    })
final class KubeUninstall implements Callable<Integer> {

  private final Console console;
  @Mixin private KubeOption cluster = new KubeOption();

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      defaultValue = "fairlead-system",
      description = "Where the control plane runs (default: ${DEFAULT-VALUE}).")
  private String namespace = "";

  @Option(
      names = "--definitions",
      description =
          "Takes the definitions of kinds away, too, and with them EVERY resource of these kinds"
              + " in the cluster.")
  private boolean isWithDefinitions;

  @Option(
      names = "--state",
      description =
          "Takes the volume away, too: the mesh's AUTHORITY is in it, and no certificate of the"
              + " mesh can be renewed without it.")
  private boolean isWithState;

  @Option(names = "--dry-run", description = "Tells what would go, and changes nothing.")
  private boolean isDryRun;

  KubeUninstall(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (KubeApi api = cluster.connect()) {
      Removal removal = new Removal(api, namespace);
      Removal.Found found = removal.find();
      if (isWithDefinitions) {
        requireAlone(removal.others());
      }
      if (found.isEmpty()) {
        console
            .out()
            .printf(
                "Nothing that fairlead kube install wrote is in the namespace %s of context '%s'.%n",
                namespace, api.connection().name());
        return ExitCode.OK;
      }
      removal.delete(found.objects(), isDryRun, this::tell);
      part(
          removal,
          found.volumes(),
          isWithState,
          "volume(s) with the mesh's authority stay: --state");
      part(
          removal,
          found.definitions(),
          isWithDefinitions,
          "definition(s) stay, with the resources that people wrote: --definitions");
      console.out().printf("namespace/%s stays: delete it when nothing else is in it%n", namespace);
    }
    return ExitCode.OK;
  }

  private void requireAlone(List<String> others) {
    if (!others.isEmpty()) {
      throw Failure.failed(
          "--definitions: the control plane in the namespace %s needs them: leave the option out"
              .formatted(String.join(", ", others)));
    }
  }

  private void part(Removal removal, List<KubeObject> objects, boolean isAsked, String note) {
    if (isAsked) {
      removal.delete(objects, isDryRun, this::tell);
    } else if (!objects.isEmpty()) {
      console.out().printf("%d %s takes them away%n", objects.size(), note);
    }
  }

  private void tell(KubeObject object) {
    console.out().println(object.title() + " deleted" + (isDryRun ? " (dry run)" : ""));
    console.out().flush();
  }
}
