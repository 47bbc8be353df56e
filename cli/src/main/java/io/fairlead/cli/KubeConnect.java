package io.fairlead.cli;

import io.fairlead.cli.cluster.Applied;
import io.fairlead.cli.cluster.Installation;
import io.fairlead.cli.cluster.KubeApi;
import io.fairlead.cli.cluster.KubeOption;
import io.fairlead.cli.cluster.ReaderAccount;
import io.fairlead.cli.cluster.RemoteKubeconfig;
import io.fairlead.cli.exit.ExitCode;
import io.fairlead.cli.exit.Failure;
import io.fairlead.cli.kubeconfig.Credentials;
import io.fairlead.cli.output.Console;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets a control plane read a further cluster. */
@Command(
    name = "connect",
    description = {
      "Makes an account that may read a cluster, and gives its kubeconfig to a control plane: as a"
          + " Secret of the cluster that it runs in, or as a file for one on a host.",
      "--context names the cluster that is read."
    })
final class KubeConnect implements Callable<Integer> {

  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");

  private final Console console;
  @Mixin private KubeOption read = new KubeOption();

  @Parameters(paramLabel = "CLUSTER", description = "The name of the cluster in the mesh.")
  private String cluster = "";

  @ArgGroup(multiplicity = "1")
  private Target target = new Target();

  @Option(
      names = "--mesh-kubeconfig",
      paramLabel = "FILE",
      defaultValue = "",
      description = "The kubeconfig of --mesh-context (default: the same).")
  private String meshKubeconfig = "";

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      defaultValue = "fairlead-system",
      description =
          "Where the account is made, and where the control plane runs (default: ${DEFAULT-VALUE}).")
  private String namespace = "";

  @Option(
      names = "--server",
      paramLabel = "URL",
      defaultValue = "",
      description =
          "Where the control plane reaches the cluster's API server (default: as the kubeconfig"
              + " says).")
  private String server = "";

  /** Where the kubeconfig goes. */
  static final class Target {

    @Option(
        names = "--mesh-context",
        paramLabel = "NAME",
        description = "The context of the cluster that the control plane runs in.")
    private String context = "";

    @Option(
        names = "--file",
        paramLabel = "FILE",
        description = "A file for a control plane on a host.")
    private @Nullable Path file;
  }

  KubeConnect(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (!NAME.matcher(cluster).matches()) {
      throw Failure.usage(
          "CLUSTER: expected small letters, digits, '.' and '-', but found '%s'"
              .formatted(cluster));
    }
    try (KubeApi api = read.connect()) {
      String reached = server.isEmpty() ? reachable(api) : checked(server);
      ReaderAccount account = new ReaderAccount(namespace);
      new Installation(api, false).apply(account.objects(), this::tell);
      String token = account.awaitToken(api);
      try (KubeApi reader = new KubeApi(api.connection().as(Credentials.bearer(token)))) {
        reader.eachMetadata("/api/v1/namespaces", found -> {});
      }
      give(RemoteKubeconfig.of(cluster, api.connection(), reached, token));
    }
    return ExitCode.OK;
  }

  private void give(RemoteKubeconfig kubeconfig) {
    Path file = target.file;
    if (file == null) {
      try (KubeApi mesh = read.other(meshKubeconfig, target.context)) {
        new Installation(mesh, false).apply(List.of(kubeconfig.secret(namespace)), this::tell);
      }
      console
          .out()
          .printf(
              "The control plane in the namespace %s of context '%s' may read the cluster '%s'.%n",
              namespace, target.context, cluster);
      return;
    }
    kubeconfig.write(file);
    console
        .out()
        .print(
            """
            %s written. In control-plane.yaml on the host, besides the clusters that are there:

              sources:
                kubernetes:
                - cluster: %s
                  kubeconfig: %s
            """
                .formatted(file, cluster, file.toAbsolutePath()));
  }

  private void tell(Applied applied) {
    console.out().println(applied.object().title() + " " + applied.outcome());
  }

  /** A cluster on somebody's own machine is reached by another address than from there. */
  private static String reachable(KubeApi api) {
    URI address = api.connection().server();
    String host = address.getHost();
    if (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]")) {
      throw Failure.usage(
          "the API server is %s in the kubeconfig, where a control plane elsewhere does not find it:"
                  .formatted(address)
              + " name its address with --server");
    }
    return address.toString();
  }

  private static String checked(String url) {
    try {
      URI address = URI.create(url);
      if ("https".equals(address.getScheme()) && address.getHost() != null) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // Said below, as for what is an address of something else.
    }
    throw Failure.usage("--server: expected https://host:port, but found '" + url + "'");
  }
}
