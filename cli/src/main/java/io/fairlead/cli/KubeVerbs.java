package io.fairlead.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The verbs about clusters of Kubernetes. */
@Command(
    name = "kube",
    description =
        "Installs a control plane into a Kubernetes cluster, takes it away, and connects clusters.",
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n")
final class KubeVerbs implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "name a verb: install, uninstall, connect or status");
  }
}
