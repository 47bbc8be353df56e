package io.fairlead.cli.kubeconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.cli.exit.ExitCode;
import io.fairlead.cli.exit.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionTest {

  private static final String ONE =
      """
      current-context: one
      clusters: [{name: one, cluster: {server: "https://one:6443/"}}]
      contexts: [{name: one, context: {cluster: one, user: one}}]
      users: [{name: one, user: {token: first}}]
      """;

  @TempDir private Path home;

  @Test
  void theCommandLineGoesBeforeTheEnvironmentAndThatBeforeTheHome() throws IOException {
    write(".kube/config", ONE.replace("//one", "//home"));
    Path variable = write("variable", ONE.replace("//one", "//variable"));
    Path option = write("option", ONE.replace("//one", "//option"));
    Map<String, String> environment = Map.of("KUBECONFIG", variable.toString());
    assertThat(find("", "", Map.of()).server()).hasToString("https://home:6443");
    assertThat(find("", "", environment).server()).hasToString("https://variable:6443");
    assertThat(find(option.toString(), "", environment).server())
        .hasToString("https://option:6443");
  }

  @Test
  void ofSeveralFilesTheFirstEntryOfANameCounts() throws IOException {
    Path first = write("first", "users: [{name: one, user: {token: before}}]\n");
    Path second = write("second", ONE);
    String list = first + ":" + home.resolve("not-there") + "::" + second;
    Connection found = find("", "", Map.of("KUBECONFIG", list));
    assertThat(found.credentials().authorization()).isEqualTo("Bearer before");
    assertThat(found.server()).hasToString("https://one:6443");
  }

  @Test
  void filesThatAreNamedLieBesideTheKubeconfig() throws IOException {
    write("pki/token", "from-a-file\n");
    write("pki/roots.pem", "roots");
    Path file =
        write(
            "config",
            ONE.replace("token: first", "tokenFile: pki/token")
                .replace("6443/\"", "6443\", certificate-authority: pki/roots.pem"));
    Connection found = find(file.toString(), "", Map.of());
    assertThat(found.credentials().authorization()).isEqualTo("Bearer from-a-file");
    assertThat(found.proof().roots()).isEqualTo("roots");
  }

  @Test
  void aProgramGivesTheTokenAndIsToldWhatItIsAskedFor() throws IOException {
    Path plugin =
        write(
            "plugin",
            """
            #!/bin/sh
            case "$KUBERNETES_EXEC_INFO" in *ExecCredential*interactive*) ;; *) exit 3 ;; esac
            echo "{\\"status\\": {\\"token\\": \\"$1-$WORD\\"}}"
            """);
    assertThat(plugin.toFile().setExecutable(true)).isTrue();
    Path file =
        write(
            "config",
            ONE.replace(
                "token: first",
                "exec: {apiVersion: client.authentication.k8s.io/v1, command: ./plugin,"
                    + " args: [say], env: [{name: WORD, value: hello}]}"));
    assertThat(find(file.toString(), "", Map.of()).credentials().authorization())
        .isEqualTo("Bearer say-hello");
  }

  @Test
  void aProgramThatFailsIsNamed() throws IOException {
    Path file =
        write("config", ONE.replace("token: first", "exec: {command: \"false\", args: []}"));
    refuses(file, "", "the program 'false' of user 'one'", ExitCode.FAILED);
  }

  @Test
  void whatCannotBeFollowedIsNamedWithItsPlace() throws IOException {
    Path file = write("config", ONE);
    refuses(file, "other", "there is no context 'other' in the kubeconfig: it has one");
    refuses(home.resolve("none"), "", "cannot read the kubeconfig");
    refuses(write("a", ONE.replace("user: one}", "user: two}")), "", "the user 'two'");
    refuses(write("b", ONE.replace("cluster: one,", "cluster: two,")), "", "the cluster 'two'");
    refuses(write("c", "a: ["), "", "is neither YAML nor JSON");
    refuses(
        write("d", ONE.replace("https:", "http:")), "", "credentials are shown over https only");
    refuses(write("e", ONE.replace("token: first", "auth-provider: {name: x}")), "", "use exec");
    refuses(write("f", ONE.replace("token: first", "client-key-data: eA==")), "", "half a pair");
    refuses(write("g", ONE.replace("https://one:6443/", "one")), "", "expected https://host:port");
    refuses(write("h", ONE.replace("current-context: one", "")), "", "names no current context");
  }

  @Test
  void whereThereIsNoKubeconfigAPodUsesItsOwnAccount() throws IOException {
    write("account/token", "of-the-pod\n");
    write("account/ca.crt", "roots");
    Map<String, String> environment =
        Map.of("KUBERNETES_SERVICE_HOST", "fd00::1", "KUBERNETES_SERVICE_PORT", "443");
    Connection found =
        Connection.inCluster(environment, home.resolve("account")).orElseThrow(AssertionError::new);
    assertThat(found.server()).hasToString("https://[fd00::1]:443");
    assertThat(found.credentials().authorization()).isEqualTo("Bearer of-the-pod");
    assertThat(Connection.inCluster(Map.of(), home.resolve("account"))).isEmpty();
  }

  @Test
  void noTextOfAConnectionHoldsItsSecrets() throws IOException {
    Path file = write("config", ONE);
    assertThat(find(file.toString(), "", Map.of()).toString()).doesNotContain("first");
  }

  private Connection find(String file, String context, Map<String, String> environment) {
    return Connection.find(file, context, environment, home);
  }

  private void refuses(Path file, String context, String sentence) {
    refuses(file, context, sentence, ExitCode.USAGE);
  }

  private void refuses(Path file, String context, String sentence, int exitCode) {
    assertThatThrownBy(() -> find(file.toString(), context, Map.of()))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exitCode()).isEqualTo(exitCode))
        .hasMessageContaining(sentence);
  }

  private Path write(String name, String text) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
