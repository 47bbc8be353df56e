package io.fairlead.controlplane.source.kubernetes.object;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteReaderTest {

  private static final String KUBECONFIG =
      """
      apiVersion: v1
      kind: Config
      current-context: c
      clusters: [{name: c, cluster: {server: "https://127.0.0.1:1", %s}}]
      contexts: [{name: c, context: {cluster: c, user: c}}]
      users: [{name: c, user: {%s}}]
      """;

  private final RemoteReader reader =
      new RemoteReader("kubernetes:main", new KubernetesSerialization());

  private static Secret secret(String text) {
    return new SecretBuilder()
        .withNewMetadata()
        .withNamespace("istio-system")
        .withName("west")
        .endMetadata()
        .addToData("west", Base64.getEncoder().encodeToString(text.getBytes(UTF_8)))
        .build();
  }

  @Test
  void takesAKubeconfigOfDataAndNeverShowsIt() {
    RemoteObject read =
        reader.read(
            secret(KUBECONFIG.formatted("certificate-authority-data: aGVsbG8=", "token: hush")));
    assertThat(read.problems()).isEmpty();
    assertThat(read.clusters()).containsOnlyKeys("west");
    assertThat(read.toString()).doesNotContain("hush");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exec: {apiVersion: client.authentication.k8s.io/v1, command: sh}",
        "auth-provider: {name: gcp}",
        "tokenFile: /etc/shadow",
        "client-certificate: /etc/hosts",
        "client-key: /etc/hosts",
      })
  void refusesWhatLeavesTheSecret(String user) {
    RemoteObject read = reader.read(secret(KUBECONFIG.formatted("", user)));
    assertThat(read.clusters()).isEmpty();
    assertThat(read.problems())
        .singleElement()
        .asString()
        .startsWith("kubernetes:main: Secret istio-system/west: data[west]: names a program or");
  }

  @ParameterizedTest
  @ValueSource(strings = {"insecure-skip-tls-verify: true", "certificate-authority: /etc/ca.pem"})
  void refusesWhatBelievesOthers(String cluster) {
    RemoteObject read = reader.read(secret(KUBECONFIG.formatted(cluster, "token: hush")));
    assertThat(read.clusters()).isEmpty();
    assertThat(read.problems()).singleElement().asString().contains("believes any server");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "]", "a: b", "[]"})
  void refusesWhatIsNoKubeconfig(String text) {
    assertThat(reader.read(secret(text)).problems())
        .singleElement()
        .asString()
        .contains("is no kubeconfig");
  }
}
