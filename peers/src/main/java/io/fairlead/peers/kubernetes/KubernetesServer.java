package io.fairlead.peers.kubernetes;

import io.fairlead.peers.process.Binaries;
import io.fairlead.peers.process.FreePort;
import io.fairlead.peers.process.Processes;
import io.fairlead.peers.tls.TestTls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A real kube-apiserver with etcd behind it, and nothing else of Kubernetes: no controller. */
public final class KubernetesServer implements AutoCloseable {

  private static final String API_SERVER = "kube-apiserver";
  private static final String TOKEN = "only-for-this-test";
  private static final Duration START = Duration.ofSeconds(120);

  private final Path directory;
  private final String address;
  private final TestTls tls;
  private final Processes processes;
  private final KubernetesApi api;
  private final int port = FreePort.next();
  private final int etcdPort = FreePort.next();

  /**
   * @param directory for its files, which it makes
   */
  public KubernetesServer(Path directory) {
    this(directory, "127.0.0.1");
  }

  /**
   * @param address of this machine, at which others reach it
   */
  public KubernetesServer(Path directory, String address) {
    this.directory = directory;
    this.address = address;
    this.tls = new TestTls(List.of(address, "localhost"));
    this.api = new KubernetesApi(tls, address, port, TOKEN);
    write("tokens.csv", TOKEN + ",admin,admin,\"system:masters\"\n");
    write("token", TOKEN);
    write("server.pem", tls.chain());
    write("server.key", tls.key());
    write("root.pem", tls.rootPem());
    write("kubeconfig", kubeconfig(TOKEN));
    this.processes = new Processes(directory);
    try {
      processes.start("etcd", Map.of(), etcd());
      start();
    } catch (RuntimeException | Error e) {
      processes.close();
      throw e;
    }
  }

  /** The API server, after {@link #stop}. What it stores was kept. */
  public void start() {
    processes.start(API_SERVER, Map.of(), apiServer());
    processes.awaitStart(API_SERVER, START, api::isReady);
  }

  public void stop() {
    processes.stop(API_SERVER);
  }

  public KubernetesApi api() {
    return api;
  }

  public int port() {
    return port;
  }

  /** The certificate that signed the server's own, as PEM. */
  public String rootPem() {
    return tls.rootPem();
  }

  /** host:port, as others reach it. */
  public String address() {
    return address + ":" + port;
  }

  /** The administrator's token, in a file. */
  public Path tokenFile() {
    return directory.resolve("token");
  }

  /** What {@link #rootPem} says, in a file. */
  public Path rootFile() {
    return directory.resolve("root.pem");
  }

  /** A kubeconfig of the administrator. */
  public Path kubeconfig() {
    return directory.resolve("kubeconfig");
  }

  /** A kubeconfig of whoever has this token. */
  public String kubeconfig(String token) {
    return """
        apiVersion: v1
        kind: Config
        current-context: test
        clusters:
        - {name: test, cluster: {server: "https://%s:%d", certificate-authority: "%s"}}
        contexts:
        - {name: test, context: {cluster: test, user: test}}
        users:
        - {name: test, user: {token: %s}}
        """
        .formatted(address, port, path("root.pem"), token);
  }

  /** Istio's definitions of its kinds; returns when they are served. */
  public void defineIstioKinds() {
    try {
      api.create(Files.readString(Path.of(Binaries.istioCrds())), crd -> {});
    } catch (IOException e) {
      throw new UncheckedIOException("reading Istio's definitions", e);
    }
    processes.awaitStart(
        API_SERVER,
        START,
        () ->
            api.get("/apis/networking.istio.io/v1/virtualservices").contains("VirtualServiceList"));
  }

  private List<String> etcd() {
    String url = "http://127.0.0.1:" + etcdPort;
    String peers = "http://127.0.0.1:" + FreePort.next();
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

  private List<String> apiServer() {
    return List.of(
        Binaries.kubeApiserver(),
        "--bind-address=" + address,
        "--advertise-address=" + address,
        "--secure-port=" + port,
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

  private String path(String name) {
    return directory.resolve(name).toString();
  }

  private void write(String name, String text) {
    try {
      Files.createDirectories(directory);
      Files.writeString(directory.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException("writing " + name, e);
    }
  }

  @Override
  public void close() {
    processes.close();
  }
}
