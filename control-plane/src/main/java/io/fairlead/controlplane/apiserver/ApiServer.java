package io.fairlead.controlplane.apiserver;

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
 * A Kubernetes API server, and how it is reached.
 *
 * @param server https
 * @param caFile whom that server is trusted by, PEM
 * @param tokenFile what we show to it; read again for each call, since it rotates
 */
public record ApiServer(URI server, Path caFile, Path tokenFile) {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int LARGEST_ANSWER = 4 << 20;

  public ApiServer {
    if (!"https".equals(server.getScheme())) {
      throw new IllegalArgumentException(
          "server: our token goes over TLS only: expected https://host:port, but found " + server);
    }
  }

  /** An answer of the API server. */
  public record Answer(int code, String body) {}

  /** Some calls, one after the other; the roots are those of this moment. */
  public Session open() throws IOException {
    return new Session(
        this, HttpClient.newBuilder().sslContext(tls()).connectTimeout(PATIENCE).build());
  }

  /** Connections to the API server, for any thread. */
  public static final class Session implements AutoCloseable {

    private final ApiServer api;
    private final HttpClient http;

    private Session(ApiServer api, HttpClient http) {
      this.api = api;
      this.http = http;
    }

    public Answer get(String path) throws IOException, InterruptedException {
      return send(request(path).GET(), LARGEST_ANSWER);
    }

    /**
     * @param largest of the answer, in bytes; what is longer is cut
     */
    public Answer post(String path, String body, int largest)
        throws IOException, InterruptedException {
      return send(
          request(path)
              .header("content-type", "application/json")
              .POST(BodyPublishers.ofString(body)),
          largest);
    }

    /** The content type says which kind of patch it is. */
    public Answer patch(String path, String contentType, String body)
        throws IOException, InterruptedException {
      return send(
          request(path)
              .header("content-type", contentType)
              .method("PATCH", BodyPublishers.ofString(body)),
          LARGEST_ANSWER);
    }

    private HttpRequest.Builder request(String path) throws IOException {
      return HttpRequest.newBuilder(api.server().resolve(path))
          .timeout(PATIENCE)
          .header("authorization", "Bearer " + Files.readString(api.tokenFile()).strip())
          .header("accept", "application/json");
    }

    private Answer send(HttpRequest.Builder request, int largest)
        throws IOException, InterruptedException {
      HttpResponse<InputStream> answer = http.send(request.build(), BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        byte[] bytes = body.readNBytes(largest);
        return new Answer(answer.statusCode(), new String(bytes, StandardCharsets.UTF_8));
      }
    }

    @Override
    public void close() {
      http.shutdownNow();
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
