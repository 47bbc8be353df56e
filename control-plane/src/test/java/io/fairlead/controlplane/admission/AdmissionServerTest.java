package io.fairlead.controlplane.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.controlplane.admission.injection.Injection;
import io.fairlead.controlplane.admission.injection.ProxyContainer;
import io.fairlead.controlplane.caller.ServerTls;
import io.fairlead.pki.CertificateAuthority;
import io.fairlead.pki.TrustDomain;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdmissionServerTest {

  private static final TrustDomain DOMAIN = new TrustDomain("mesh.example.org");
  private static final Injection INJECTION =
      new Injection(
          new ProxyContainer(
              "proxy:1",
              "Always",
              "default",
              "Kubernetes",
              "cp:15012",
              "sha256:00",
              new ProxyContainer.Resources("", "", "", "")));

  private final AtomicBoolean isReady = new AtomicBoolean();
  private AdmissionServer server;
  private HttpClient http;

  @BeforeEach
  void start() throws Exception {
    CertificateAuthority authority =
        new CertificateAuthority(
            CertificateAuthority.create(DOMAIN.name(), Clock.systemUTC()), Clock.systemUTC());
    ServerTls tls =
        new ServerTls(
            authority,
            DOMAIN,
            () -> List.of(authority.root()),
            List.of("localhost", "127.0.0.1"),
            List.of(),
            Clock.systemUTC(),
            new Random(1));
    server =
        AdmissionServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            tls.context(),
            INJECTION,
            () -> true,
            isReady::get);
    http = HttpClient.newBuilder().sslContext(trusting(authority.root())).build();
  }

  @AfterEach
  void stop() {
    http.close();
    server.close();
  }

  @Test
  void isReadyWhenTheProgramIs() throws Exception {
    assertThat(get("/live").statusCode()).isEqualTo(200);
    assertThat(get("/ready").statusCode()).isEqualTo(503);
    isReady.set(true);
    assertThat(get("/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void aPodIsInjected() throws Exception {
    String review =
        """
        {"request": {"uid": "7", "namespace": "demo", "object": {"metadata": {"name": "x"},
          "spec": {"containers": [{"name": "x", "image": "x"}]}}}}
        """;
    assertThat(post("/inject", review).body())
        .contains("\"uid\":\"7\"", "\"allowed\":true", "\"patchType\":\"JSONPatch\"");
  }

  @Test
  void aBrokenResourceIsRefused() throws Exception {
    String review =
        """
        {"request": {"uid": "8", "namespace": "demo", "object": {"apiVersion": "networking.istio.io/v1",
          "kind": "DestinationRule", "metadata": {"name": "x"}, "spec": {}}}}
        """;
    assertThat(post("/validate", review).body())
        .contains("\"allowed\":false", "spec.host: is missing: name a host");
  }

  @Test
  void whatIsNoReviewIsAnsweredAsSuch() throws Exception {
    for (String text : List.of("", "{}", "[", "{\"request\": {}}", "[".repeat(100_000))) {
      assertThat(post("/inject", text).statusCode()).isEqualTo(400);
    }
    assertThat(get("/inject").statusCode()).isEqualTo(405);
    assertThat(post("/inject", "x".repeat(AdmissionServer.LARGEST_REVIEW + 1)).statusCode())
        .isEqualTo(400);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofString(body)).build();
    return http.send(request, BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("https://localhost:" + server.port() + path);
  }

  private static SSLContext trusting(X509Certificate root) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setCertificateEntry("root", root);
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
