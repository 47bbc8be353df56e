package io.fairlead.cli.cluster;

import io.fairlead.cli.kubeconfig.Connection;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which API server is asked, for every verb that asks one; found as kubectl finds it. */
public final class KubeOption {

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      defaultValue = "",
      description =
          "The kubeconfig (default: the files of $$KUBECONFIG, then ~/.kube/config, then the pod's"
              + " own account).")
  private String kubeconfig = "";

  @Option(
      names = "--context",
      paramLabel = "NAME",
      defaultValue = "",
      description = "A context of the kubeconfig (default: its current one).")
  private String context = "";

  public KubeApi connect() {
    return connect(kubeconfig, context);
  }

  /** Another context of the same kubeconfig, or one of another file. */
  public KubeApi other(String otherKubeconfig, String otherContext) {
    return connect(otherKubeconfig.isEmpty() ? kubeconfig : otherKubeconfig, otherContext);
  }

  private static KubeApi connect(String kubeconfig, String context) {
    Path home = Path.of(System.getProperty("user.home", "/"));
    return new KubeApi(Connection.find(kubeconfig, context, System.getenv(), home));
  }
}
