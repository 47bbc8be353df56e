package io.fairlead.registrybridge.source.consul;

import io.fairlead.pki.CertificateAuthority;
import io.fairlead.pki.Pem;
import io.fairlead.pki.PrivateKeys;
import io.fairlead.pki.SpiffeId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A Consul server of its own on free ports, with its state in a directory. */
final class RealConsul implements AutoCloseable {

  static final String TOKEN = "2b9dba04-0d3a-4b5d-9c55-3e1f5a3c9a11";

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final Path directory;
  private final boolean hasAcl;
  private final int connections;
  private final List<Integer> ports = new ArrayList<>();
  private Process process;

  RealConsul(Path directory, boolean hasAcl) throws IOException {
    this(directory, hasAcl, 200);
  }

  /**
   * @param connections that it grants to one client
   */
  RealConsul(Path directory, boolean hasAcl, int connections) throws IOException {
    this.connections = connections;
    this.directory = directory;
    this.hasAcl = hasAcl;
    writeCertificate();
    for (int i = 0; i < 4; i++) {
      try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        ports.add(free.getLocalPort());
      }
    }
    process = start();
  }

  private static String binary() {
    String binary = System.getenv("FAIRLEAD_CONSUL");
    if (binary == null || !Files.isExecutable(Path.of(binary))) {
      throw new IllegalStateException(
          "the environment variable FAIRLEAD_CONSUL names no consul; run the tests by ./dev test");
    }
    return binary;
  }

  private Process start() throws IOException {
    Path config =
        Files.writeString(
            directory.resolve("consul.hcl"),
            """
            ports { http = %d, server = %d, serf_lan = %d, https = %d, dns = -1, grpc = -1,
                    grpc_tls = -1, serf_wan = -1 }
            limits { http_max_conns_per_client = %d }
            tls { https { cert_file = "%s", key_file = "%s" } }
            performance { raft_multiplier = 1 }
            acl { enabled = %s, default_policy = "deny",
                  tokens { initial_management = "%s", agent = "%s" } }
            """
                .formatted(
                    ports.get(0),
                    ports.get(1),
                    ports.get(2),
                    ports.get(3),
                    connections,
                    directory.resolve("cert.pem"),
                    directory.resolve("key.pem"),
                    hasAcl,
                    TOKEN,
                    TOKEN));
    return new ProcessBuilder(
            binary(),
            "agent",
            "-server",
            "-bootstrap-expect=1",
            "-bind=127.0.0.1",
            "-client=127.0.0.1",
            "-node=n1",
            "-log-level=warn",
            "-data-dir=" + directory.resolve("data"),
            "-config-file=" + config)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("consul.log").toFile()))
        .start();
  }

  String address() {
    return "http://127.0.0.1:" + ports.getFirst();
  }

  String tlsAddress() {
    return "https://127.0.0.1:" + ports.getLast();
  }

  /** By which clients trust it over TLS. */
  Path caFile() {
    return directory.resolve("ca.pem");
  }

  private void writeCertificate() throws IOException {
    CertificateAuthority authority =
        new CertificateAuthority(
            CertificateAuthority.create("consul.test", Clock.systemUTC()), Clock.systemUTC());
    KeyPair key = PrivateKeys.generate();
    X509Certificate leaf =
        authority.signServer(
            key.getPublic(),
            SpiffeId.parse("spiffe://consul.test/ns/consul/sa/server"),
            List.of("127.0.0.1"),
            Duration.ofDays(1));
    Files.writeString(directory.resolve("ca.pem"), Pem.encode(authority.root()));
    Files.writeString(directory.resolve("cert.pem"), Pem.encode(leaf));
    Files.writeString(directory.resolve("key.pem"), Pem.encode(key.getPrivate()));
  }

  /** How many TCP connections of clients stand at a port. */
  long connections(String address) throws IOException {
    String port = ":%04X".formatted(URI.create(address).getPort());
    try (Stream<String> lines = Files.lines(Path.of("/proc/net/tcp"))) {
      return lines
          .map(line -> line.strip().split(" +"))
          .filter(fields -> fields[1].endsWith(port) && fields[3].equals("01"))
          .count();
    }
  }

  /** Waits until writes are taken. */
  void awaitLeader() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(() -> send("PUT", "/v1/kv/ready", "x") == 200);
  }

  void register(String id, String service, int port, String meta) {
    put(
        "/v1/agent/service/register",
        """
        {"ID": "%s", "Name": "%s", "Address": "10.1.0.1", "Port": %d, "Meta": {%s},
         "Check": {"CheckID": "check-%s", "TTL": "10m", "Status": "passing"}}
        """
            .formatted(id, service, port, meta, id));
  }

  void put(String path, String body) {
    int status = send("PUT", path, body);
    if (status != 200) {
      throw new IllegalStateException("consul answered " + path + " with " + status);
    }
  }

  private int send(String method, String path, String body) {
    try {
      return http.send(
              HttpRequest.newBuilder(URI.create(address() + path))
                  .header("X-Consul-Token", hasAcl ? TOKEN : "")
                  .method(method, HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      throw new IllegalStateException("asking consul for " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("asking consul for " + path, e);
    }
  }

  /** As a crash does. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    if (!process.waitFor(5, TimeUnit.SECONDS)) {
      throw new IllegalStateException("consul does not end");
    }
  }

  void restart() throws IOException {
    process = start();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
    http.close();
  }
}
