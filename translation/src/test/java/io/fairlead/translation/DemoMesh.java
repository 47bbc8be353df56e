package io.fairlead.translation;

import io.fairlead.model.MeshState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Real Envoys with identities of one namespace, and applications behind them. */
final class DemoMesh implements AutoCloseable {

  static final String IDENTITY = "spiffe://cluster.local/ns/demo/sa/";

  private final Map<String, Map<String, Path>> secrets;
  private final RunningEnvoys envoys;
  private final IdentityServer http = new IdentityServer();
  private final EchoServer echo = new EchoServer("");

  /**
   * @param secrets as {@link #certified} makes them
   */
  DemoMesh(Path directory, Map<String, Map<String, Path>> secrets) throws IOException {
    this.secrets = secrets;
    this.envoys = new RunningEnvoys(directory);
  }

  /** What agents would hand over, by account. Once for many tests: keytool takes its time. */
  static Map<String, Map<String, Path>> certified(Path directory, List<String> accounts) {
    TestAuthority authority = new TestAuthority(directory);
    return accounts.stream()
        .collect(
            Collectors.toMap(
                account -> account,
                account -> authority.secretsOf(account.replace('/', '.'), identity(account))));
  }

  /** {@code domain/account}, or an account of the standard domain. */
  private static String identity(String account) {
    int slash = account.indexOf('/');
    return slash < 0
        ? IDENTITY + account
        : IDENTITY.replace("cluster.local", account.substring(0, slash))
            + account.substring(slash + 1);
  }

  /** Answers requests with who has called. */
  int http() {
    return http.port();
  }

  int echo() {
    return echo.port();
  }

  /**
   * @param proxy as golden cases write it
   */
  void start(MeshState mesh, String proxy, String name, String account) throws IOException {
    envoys.start(mesh, proxy, name, Objects.requireNonNull(secrets.get(account)));
  }

  void awaitListener(String address, int port) {
    envoys.awaitListener(address, port);
  }

  String log(String name) {
    return envoys.log(name);
  }

  @Override
  public void close() throws IOException {
    envoys.close();
    http.close();
    echo.close();
  }
}
