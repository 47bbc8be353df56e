package io.fairlead.controlplane.source.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Makes clients of API servers, from nothing but what they are told. */
public final class Clients {

  private static final Path POD = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");
  private static final String SERVER = "https://kubernetes.default.svc";

  private static final int CONNECT = (int) TimeUnit.SECONDS.toMillis(10);
  private static final int REQUEST = (int) TimeUnit.SECONDS.toMillis(60);
  private static final int RECONNECT = (int) TimeUnit.SECONDS.toMillis(1);

  private Clients() {}

  static KubernetesClient of(Config config) {
    return new KubernetesClientBuilder()
        .withHttpClientFactory(new JdkHttpClientFactory())
        .withConfig(config)
        .build();
  }

  /**
   * By a kubeconfig.
   *
   * @param context empty for the current one
   * @throws IllegalArgumentException with what to mend
   */
  public static Config byKubeconfig(Path file, String context) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "cannot read the kubeconfig " + file + ": " + e + "; write it there", e);
    }
    return bounded(
        Config.fromKubeconfig(context.isEmpty() ? null : context, text, file.toString()));
  }

  /** By what every Pod of the cluster finds, for a control plane that is one. */
  public static Config inCluster() {
    if (!Files.isReadable(POD.resolve("token"))) {
      throw new IllegalArgumentException(
          "there is no service account in " + POD + ": name a kubeconfig, or run in a Pod");
    }
    return bounded(
        new ConfigBuilder(Config.empty())
            .withMasterUrl(SERVER)
            .withCaCertFile(POD.resolve("ca.crt").toString())
            .withOauthTokenProvider(Clients::token)
            .build());
  }

  /** Read each time: the kubelet renews it. */
  private static String token() {
    try {
      return Files.readString(POD.resolve("token")).strip();
    } catch (IOException e) {
      throw new IllegalStateException("reading the token of this Pod", e);
    }
  }

  /** Every wait has an end. */
  static Config bounded(Config config) {
    return new ConfigBuilder(config)
        .withConnectionTimeout(CONNECT)
        .withRequestTimeout(REQUEST)
        .withWatchReconnectInterval(RECONNECT)
        .withWatchReconnectLimit(-1)
        .withUserAgent("fairlead-control-plane")
        .build();
  }
}
