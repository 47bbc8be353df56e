package io.fairlead.controlplane.source.kubernetes.object;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.NamedAuthInfo;
import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fairlead.model.Problem;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.ResourceName;
import io.fairlead.model.SourceLocation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads Secrets of kubeconfigs. Whoever may write one must not get this program to start programs,
 * to read files, or to believe any server: such a kubeconfig is refused.
 */
public final class RemoteReader {

  private final SourceLocation source;
  private final KubernetesSerialization serialization;

  public RemoteReader(String source, KubernetesSerialization serialization) {
    this.source = SourceLocation.ofFile(source);
    this.serialization = serialization;
  }

  public RemoteObject read(Secret secret) {
    ResourceName name =
        new ResourceName(secret.getMetadata().getNamespace(), secret.getMetadata().getName());
    SortedMap<String, Kubeconfig> clusters = new TreeMap<>();
    List<Problem> problems = new ArrayList<>();
    new TreeMap<>(Absent.map(secret.getData()))
        .forEach(
            (cluster, encoded) -> {
              String text = decode(encoded);
              Optional<String> refusal = refusal(text);
              refusal.ifPresentOrElse(
                  why -> problems.add(problem(name, cluster, why)),
                  () -> clusters.put(cluster, new Kubeconfig(text)));
            });
    return new RemoteObject(name, clusters, problems);
  }

  private static String decode(String encoded) {
    try {
      return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private Problem problem(ResourceName secret, String cluster, String sentence) {
    return Problem.error(
        ProblemCode.UNREADABLE_FILE, "Secret " + secret, "data[" + cluster + "]", source, sentence);
  }

  private Optional<String> refusal(String text) {
    @Nullable Config config;
    try {
      config = serialization.unmarshal(text, Config.class);
    } catch (RuntimeException e) {
      // Each of the client's parsers has exceptions of its own.
      config = null;
    }
    if (config == null || Absent.list(config.getClusters()).isEmpty()) {
      return Optional.of("is no kubeconfig: write one with a cluster, a user and a context");
    }
    for (NamedAuthInfo user : Absent.list(config.getUsers())) {
      if (user.getUser() != null && leavesTheSecret(user.getUser())) {
        return Optional.of(
            "names a program or a file for its user, which is not taken from a Secret: write token,"
                + " or client-certificate-data and client-key-data");
      }
    }
    for (NamedCluster cluster : Absent.list(config.getClusters())) {
      if (cluster.getCluster() != null && trustsOthers(cluster.getCluster())) {
        return Optional.of(
            "names a file of certificates, or believes any server: write"
                + " certificate-authority-data");
      }
    }
    return Optional.empty();
  }

  private static boolean leavesTheSecret(AuthInfo user) {
    return user.getExec() != null
        || user.getAuthProvider() != null
        || user.getTokenFile() != null
        || user.getClientCertificate() != null
        || user.getClientKey() != null;
  }

  private static boolean trustsOthers(Cluster cluster) {
    return cluster.getCertificateAuthority() != null
        || Absent.is(cluster.getInsecureSkipTlsVerify());
  }
}
