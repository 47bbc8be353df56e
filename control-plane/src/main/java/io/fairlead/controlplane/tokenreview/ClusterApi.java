package io.fairlead.controlplane.tokenreview;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** One cluster's API, of which one call is used. Its roots are read again when the file changes. */
final class ClusterApi {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int LARGEST_ANSWER = 64 << 10;
  private static final int OK = 200;
  private static final int CREATED = 201;

  private final Cluster cluster;

  /** Guarded by this object's monitor. */
  private @Nullable Client client;

  private record Client(String roots, HttpClient http) {}

  ClusterApi(Cluster cluster) {
    this.cluster = cluster;
  }

  Cluster cluster() {
    return cluster;
  }

  /** Answers a TokenReview as the cluster does. */
  String review(String question) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                cluster.server().resolve("/apis/authentication.k8s.io/v1/tokenreviews"))
            .timeout(PATIENCE)
            .header("authorization", "Bearer " + Files.readString(cluster.tokenFile()).strip())
            .header("content-type", "application/json")
            .header("accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(question))
            .build();
    HttpResponse<InputStream> answer =
        http().send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      if (answer.statusCode() != CREATED && answer.statusCode() != OK) {
        throw new IOException(
            "the API server answers " + answer.statusCode() + ": may our account review tokens?");
      }
      byte[] bytes = body.readNBytes(LARGEST_ANSWER);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private HttpClient http() throws IOException {
    String roots = Files.readString(cluster.caFile());
    synchronized (this) {
      Client known = client;
      if (known == null || !known.roots().equals(roots)) {
        known = new Client(roots, connecting(cluster.caFile()));
        client = known;
      }
      return known.http();
    }
  }

  private static HttpClient connecting(Path roots) throws IOException {
    try (InputStream in = Files.newInputStream(roots)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int count = 0;
      for (Certificate root : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("root-" + count++, root);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, trust.getTrustManagers(), null);
      return HttpClient.newBuilder().sslContext(tls).connectTimeout(PATIENCE).build();
    } catch (GeneralSecurityException e) {
      throw new IOException(roots + " holds no roots that can be used: " + e.getMessage(), e);
    }
  }
}
