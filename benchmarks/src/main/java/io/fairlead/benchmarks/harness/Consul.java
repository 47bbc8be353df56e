package io.fairlead.benchmarks.harness;

import com.google.gson.Gson;
import io.fairlead.benchmarks.measure.ProcessCpu;
import io.fairlead.pki.CertificateAuthority;
import io.fairlead.pki.Pem;
import io.fairlead.pki.PrivateKeys;
import io.fairlead.pki.SpiffeId;
import io.fairlead.pki.TrustDomain;
import java.io.File;
import java.io.IOException;
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
import java.util.List;
import java.util.Map;

/** A real Consul server, changed over its HTTP API. */
final class Consul implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int LOOKS = 300;
  private static final Gson GSON = new Gson();

  private final HttpClient client = HttpClient.newHttpClient();
  private final int port = Programs.freePort();
  private final int tlsPort = Programs.freePort();
  private final Path caFile;
  private final Process process;

  /**
   * @param data where it keeps its log and certificate; in memory, so that no disk is measured
   * @param connections that it grants to one client
   */
  Consul(Path program, Path data, int connections, File log) {
    writeCertificate(data);
    this.caFile = data.resolve("ca.pem");
    this.process =
        Programs.start(
            List.of(
                program.toString(),
                "agent",
                "-server",
                "-bootstrap-expect=1",
                "-node=bench",
                "-bind=127.0.0.1",
                "-client=127.0.0.1",
                "-data-dir=" + data,
                "-http-port=" + port,
                "-dns-port=-1",
                "-grpc-port=-1",
                "-grpc-tls-port=-1",
                "-serf-wan-port=-1",
                "-server-port=" + Programs.freePort(),
                "-serf-lan-port=" + Programs.freePort(),
                "-log-level=warn",
                "-hcl=ports { https = " + tlsPort + " }",
                "-hcl=limits { http_max_conns_per_client = " + connections + " }",
                "-hcl=tls { https { cert_file = \"%s/cert.pem\", key_file = \"%s/key.pem\" } }"
                    .formatted(data, data),
                "-hcl=disable_update_check = true",
                "-hcl=performance { raft_multiplier = 1 }"),
            log);
  }

  /** host:port of its HTTP API. */
  String authority() {
    return "127.0.0.1:" + port;
  }

  /** The same over TLS. */
  String tlsAuthority() {
    return "127.0.0.1:" + tlsPort;
  }

  Path caFile() {
    return caFile;
  }

  double cpuMillis() {
    return ProcessCpu.nanos(process.pid()) / 1e6;
  }

  private static void writeCertificate(Path data) {
    CertificateAuthority authority =
        new CertificateAuthority(
            CertificateAuthority.create("consul.test", Clock.systemUTC()), Clock.systemUTC());
    KeyPair key = PrivateKeys.generate();
    SpiffeId id = new TrustDomain("consul.test").id("system", "consul");
    X509Certificate leaf =
        authority.signServer(key.getPublic(), id, List.of("127.0.0.1"), Duration.ofDays(1));
    try {
      Files.createDirectories(data);
      Files.writeString(data.resolve("ca.pem"), Pem.encode(authority.root()));
      Files.writeString(data.resolve("cert.pem"), Pem.encode(leaf));
      Files.writeString(data.resolve("key.pem"), Pem.encode(key.getPrivate()));
    } catch (IOException e) {
      throw new BenchException("Consul's certificate cannot be written", e);
    }
  }

  Consul awaitLeader() {
    for (int i = 0; i < LOOKS && process.isAlive(); i++) {
      try {
        if (send("GET", "/v1/status/leader", "").length() > 2) {
          return this;
        }
      } catch (IOException _) {
        // It does not listen yet.
      }
      Testbed.pause(100);
    }
    throw new BenchException("Consul did not elect itself");
  }

  /** An instance of an HTTP service whose check passes; {@code variant} chooses its address. */
  void register(int service, int instance, int variant) {
    String name = "c%05d".formatted(service);
    String id = name + "-" + instance;
    String address =
        "10.%d.%d.%d"
            .formatted(1 + instance + 20 * (variant % 2), service / 250, service % 250 + 1);
    Map<String, Object> check =
        Map.of(
            "Node",
            "n" + instance,
            "CheckID",
            "check-" + id,
            "Name",
            "answers",
            "ServiceID",
            id,
            "Status",
            "passing");
    Map<String, Object> body =
        Map.of(
            "Node",
            "n" + instance,
            "Address",
            "10.250.0." + (instance + 1),
            "Service",
            Map.of(
                "ID", id,
                "Service", name,
                "Address", address,
                "Port", MeshPlan.HTTP_PORT,
                "Meta", Map.of("protocol", "http")),
            "Check",
            check);
    try {
      send("PUT", "/v1/catalog/register", GSON.toJson(body));
    } catch (IOException e) {
      throw new BenchException("Consul took no registration", e);
    }
  }

  /** The name of the cluster that the mesh makes of a service. */
  static String cluster(int service) {
    return "outbound|%d||c%05d.service.consul".formatted(MeshPlan.HTTP_PORT, service);
  }

  private String send(String method, String path, String body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + authority() + path))
            .timeout(LIMIT)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException(path + " was answered with " + answer.body());
      }
      return answer.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted while asking Consul", e);
    }
  }

  @Override
  public void close() {
    client.close();
    process.destroyForcibly();
  }
}
