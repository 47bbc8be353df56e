package io.fairlead.cli.input;

import io.fairlead.cli.exit.Failure;
import io.fairlead.istioconfig.Names;
import io.fairlead.model.ResourceName;
import picocli.CommandLine.Option;

/** The WorkloadGroup that a token is for. */
public final class GroupOption {

  private static final String DEFAULT_NAMESPACE = "default";

  @Option(
      names = {"-g", "--group"},
      paramLabel = "[NAMESPACE/]NAME",
      required = true,
      description = "The WorkloadGroup that the host joins.")
  private String group = "";

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      defaultValue = "",
      description = "The namespace of the group (default: default).")
  private String namespace = "";

  public ResourceName name() {
    int slash = group.indexOf('/');
    if (slash >= 0 && !namespace.isEmpty()) {
      throw Failure.usage("the namespace is named twice: in --group and in --namespace");
    }
    String left = slash < 0 ? namespace : group.substring(0, slash);
    String chosen = left.isEmpty() && slash < 0 ? DEFAULT_NAMESPACE : left;
    String name = group.substring(slash + 1);
    Names.problemWithNamespace(chosen)
        .or(() -> Names.problemWithName(name))
        .ifPresent(
            problem -> {
              throw Failure.usage("--group: " + problem);
            });
    return new ResourceName(chosen, name);
  }
}
