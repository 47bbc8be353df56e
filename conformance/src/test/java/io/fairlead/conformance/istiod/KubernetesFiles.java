package io.fairlead.conformance.istiod;

import io.fairlead.conformance.traffic.TestTls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files that the API server and istiod read, and the commands that name them. */
final class KubernetesFiles {

  private final Path directory;
  private final int apiPort;

  KubernetesFiles(Path directory, TestTls tls, String token, int apiPort) {
    this.directory = directory;
    this.apiPort = apiPort;
    write("tokens.csv", token + ",admin,admin,\"system:masters\"\n");
    write("server.pem", tls.chain());
    write("server.key", tls.key());
    write("root.pem", tls.rootPem());
    write(
        "kubeconfig",
        """
        apiVersion: v1
        kind: Config
        current-context: test
        clusters:
        - {name: test, cluster: {server: "https://127.0.0.1:%d", certificate-authority: %s}}
        contexts:
        - {name: test, context: {cluster: test, user: admin}}
        users:
        - {name: admin, user: {token: %s}}
        """
            .formatted(apiPort, path("root.pem"), token));
    write(
        "mesh.yaml",
        """
        enableAutoMtls: false
        rootNamespace: istio-system
        defaultConfig:
          discoveryAddress: 127.0.0.1:15012
        """);
  }

  List<String> etcd(int port) {
    String url = "http://127.0.0.1:" + port;
    String peers = "http://127.0.0.1:" + Processes.freePort();
    return List.of(
        Binaries.etcd(),
        "--data-dir",
        path("etcd"),
        "--unsafe-no-fsync",
        "--listen-client-urls",
        url,
        "--advertise-client-urls",
        url,
        "--listen-peer-urls",
        peers,
        "--initial-advertise-peer-urls",
        peers,
        "--initial-cluster",
        "default=" + peers);
  }

  List<String> apiServer(int etcdPort) {
    return List.of(
        Binaries.apiServer(),
        "--bind-address=127.0.0.1",
        "--advertise-address=127.0.0.1",
        "--secure-port=" + apiPort,
        "--etcd-servers=http://127.0.0.1:" + etcdPort,
        "--service-cluster-ip-range=10.96.0.0/16",
        "--cert-dir=" + path("certs"),
        "--tls-cert-file=" + path("server.pem"),
        "--tls-private-key-file=" + path("server.key"),
        "--token-auth-file=" + path("tokens.csv"),
        "--authorization-mode=RBAC",
        "--service-account-issuer=https://kubernetes.default.svc",
        "--service-account-key-file=" + path("server.pem"),
        "--service-account-signing-key-file=" + path("server.key"),
        "--api-audiences=kubernetes,istio-ca",
        "--disable-admission-plugins=ServiceAccount",
        "--endpoint-reconciler-type=none");
  }

  List<String> istiod(int xdsPort, int debugPort) {
    return List.of(
        Binaries.istiod(),
        "discovery",
        "--kubeconfig=" + path("kubeconfig"),
        "--meshConfig=" + path("mesh.yaml"),
        "--networksConfig=" + path("none"),
        "--grpcAddr=127.0.0.1:" + xdsPort,
        "--httpAddr=127.0.0.1:" + debugPort,
        "--httpsAddr=",
        "--secureGRPCAddr=",
        "--monitoringAddr=127.0.0.1:" + Processes.freePort(),
        "--log_output_level=default:warn");
  }

  private String path(String name) {
    return directory.resolve(name).toString();
  }

  private void write(String name, String text) {
    try {
      Files.writeString(directory.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException("writing " + name, e);
    }
  }
}
