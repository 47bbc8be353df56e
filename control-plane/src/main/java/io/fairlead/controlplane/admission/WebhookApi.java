package io.fairlead.controlplane.admission;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
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

/**
 * The two calls that keep webhooks: read one's configuration, change it.
 *
 * @param server the API server, https
 * @param caFile whom that server is trusted by, PEM
 * @param tokenFile what we show to it; read again for each call, since it rotates
 */
public record WebhookApi(URI server, Path caFile, Path tokenFile) {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int LARGEST_ANSWER = 4 << 20;
  private static final String ROOT = "/apis/admissionregistration.k8s.io/v1/";

  public WebhookApi {
    if (!"https".equals(server.getScheme())) {
      throw new IllegalArgumentException(
          "server: our token goes over TLS only: expected https://host:port, but found " + server);
    }
  }

  /** An answer of the API server. */
  record Answer(int code, String body) {}

  Answer read(String kind, String name) throws IOException, InterruptedException {
    return send(request(kind, name).GET());
  }

  /** Changes it by a JSON patch. */
  Answer patch(String kind, String name, String patch) throws IOException, InterruptedException {
    return send(
        request(kind, name)
            .header("content-type", "application/json-patch+json")
            .method("PATCH", BodyPublishers.ofString(patch)));
  }

  private HttpRequest.Builder request(String kind, String name) throws IOException {
    return HttpRequest.newBuilder(server.resolve(ROOT + kind + "/" + name))
        .timeout(PATIENCE)
        .header("authorization", "Bearer " + Files.readString(tokenFile).strip())
        .header("accept", "application/json");
  }

  /** A client for each call: there are two a minute, and the roots may have changed. */
  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    try (HttpClient http =
        HttpClient.newBuilder().sslContext(tls()).connectTimeout(PATIENCE).build()) {
      HttpResponse<InputStream> answer = http.send(request.build(), BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        byte[] bytes = body.readNBytes(LARGEST_ANSWER);
        return new Answer(answer.statusCode(), new String(bytes, StandardCharsets.UTF_8));
      }
    }
  }

  private SSLContext tls() throws IOException {
    try (InputStream in = Files.newInputStream(caFile)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int count = 0;
      for (Certificate root : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("root-" + count++, root);
      }
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, trust.getTrustManagers(), null);
      return tls;
    } catch (GeneralSecurityException e) {
      throw new IOException(caFile + " holds no roots that can be used: " + e.getMessage(), e);
    }
  }
}
