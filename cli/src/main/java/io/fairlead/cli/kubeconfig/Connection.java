package io.fairlead.cli.kubeconfig;

import io.fairlead.cli.exit.Failure;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The way to one API server.
 *
 * @param name by which people know it
 * @param proof whom the server is believed for
 * @param proxy http proxy, empty for none
 */
public record Connection(
    String name, URI server, ServerProof proof, String proxy, Credentials credentials) {

  private static final Path POD = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

  /**
   * How a server proves itself.
   *
   * @param roots PEM; empty for those of this machine
   * @param isBlind whether any server is believed
   */
  public record ServerProof(String roots, boolean isBlind) {}

  /**
   * As kubectl finds it: {@code --kubeconfig}, then the files of {@code $KUBECONFIG}, then {@code
   * ~/.kube/config}; and where there is none, what every pod has.
   *
   * @param file of {@code --kubeconfig}; empty for none
   * @param context empty for the current one
   */
  public static Connection find(
      String file, String context, Map<String, String> environment, Path home) {
    List<Path> files = KubeconfigPlaces.of(file, environment, home);
    if (!files.isEmpty()) {
      return of(Kubeconfig.read(files).context(context));
    }
    return inCluster(environment, POD)
        .filter(found -> context.isEmpty())
        .orElseThrow(
            () ->
                Failure.usage(
                    "there is no kubeconfig: name one with --kubeconfig or in $KUBECONFIG, or"
                        + " write ~/.kube/config"));
  }

  private static Connection of(KubeContext context) {
    Section cluster = context.cluster();
    if (!cluster.text("tls-server-name").isEmpty()) {
      throw Failure.usage(
          cluster.place() + " has a tls-server-name, which is not followed: name it as server");
    }
    ServerProof proof =
        new ServerProof(
            cluster.content("certificate-authority"),
            cluster.fields().at("insecure-skip-tls-verify").isTrue());
    URI server = server(cluster);
    Credentials credentials = UserReader.read(context);
    if (!server.getScheme().equals("https") && !credentials.isEmpty()) {
      throw Failure.usage(
          cluster.place() + " is reached without TLS: credentials are shown over https only");
    }
    return new Connection(context.name(), server, proof, cluster.text("proxy-url"), credentials);
  }

  private static URI server(Section cluster) {
    try {
      URI server = URI.create(cluster.text("server").replaceAll("/+$", ""));
      if (server.getHost() != null && List.of("https", "http").contains(server.getScheme())) {
        return server;
      }
    } catch (IllegalArgumentException e) {
      // Said below, as for what is an address of something else.
    }
    throw Failure.usage(
        "%s: server is '%s': expected https://host:port"
            .formatted(cluster.place(), cluster.text("server")));
  }

  static Optional<Connection> inCluster(Map<String, String> environment, Path account) {
    String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
    String port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443");
    if (host.isEmpty() || !Files.isReadable(account.resolve("token"))) {
      return Optional.empty();
    }
    String literal = host.contains(":") ? "[" + host + "]" : host;
    return Optional.of(
        new Connection(
            "in-cluster",
            URI.create("https://" + literal + ":" + port),
            new ServerProof(Section.read(account.resolve("ca.crt"), "this pod"), false),
            "",
            Credentials.bearer(Section.read(account.resolve("token"), "this pod").strip())));
  }

  /** The same server as somebody else. */
  public Connection as(Credentials others) {
    return new Connection(name, server, proof, proxy, others);
  }
}
