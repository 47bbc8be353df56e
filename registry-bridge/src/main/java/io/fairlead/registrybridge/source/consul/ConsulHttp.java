package io.fairlead.registrybridge.source.consul;

import io.fairlead.registrybridge.source.SourceSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.apache.http.HttpRequest;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.config.SocketConfig;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.ssl.SSLContextBuilder;

/**
 * The HTTP client under Consul's. It sends the token in a header, never in a URL, limits what it
 * reads, and follows no redirect, which would carry the token elsewhere.
 */
final class ConsulHttp {

  static final String TOKEN_HEADER = "X-Consul-Token";

  /** The few queries that stand open always, and fetches. */
  static final int CONNECTIONS = SourceSettings.Access.OTHER_CONNECTIONS;

  private static final Duration CONNECT = Duration.ofSeconds(2);

  /** Consul adds a sixteenth of the wait to spread its clients. */
  private static final int JITTER_DIVISOR = 16;

  private static final Duration ANSWER = Duration.ofSeconds(5);

  private ConsulHttp() {}

  static CloseableHttpClient client(SourceSettings.Access access) {
    HttpClientBuilder builder =
        HttpClientBuilder.create()
            .setMaxConnTotal(CONNECTIONS)
            .setMaxConnPerRoute(CONNECTIONS)
            .setDefaultRequestConfig(timeouts(longestAnswer(access)))
            // The TLS handshake is read by this limit, not by the request's.
            .setDefaultSocketConfig(
                SocketConfig.custom()
                    .setSoTimeout((int) ANSWER.toMillis())
                    .setSoKeepAlive(true)
                    .build())
            .disableRedirectHandling()
            .disableContentCompression()
            .disableCookieManagement()
            .disableAutomaticRetries()
            .disableAuthCaching()
            .addInterceptorLast((org.apache.http.HttpResponseInterceptor) LimitedEntity::limit);
    if (access.hasToken()) {
      TokenFile file = new TokenFile(access.tokenFile());
      builder.addInterceptorLast(
          (HttpRequest request, org.apache.http.protocol.HttpContext context) ->
              request.setHeader(TOKEN_HEADER, file.token()));
    }
    if (access.hasCa()) {
      builder.setSSLContext(trusting(access.caFile()));
    }
    return builder
        .addInterceptorLast(
            (HttpRequest request, org.apache.http.protocol.HttpContext context) ->
                refuseTokenInUrl(request))
        .build();
  }

  /** A blocking query is answered by then, or never. */
  static Duration longestAnswer(SourceSettings.Access access) {
    return access.waitTime().plus(access.waitTime().dividedBy(JITTER_DIVISOR)).plus(ANSWER);
  }

  private static RequestConfig timeouts(Duration longest) {
    return RequestConfig.custom()
        .setConnectTimeout((int) CONNECT.toMillis())
        .setConnectionRequestTimeout((int) ANSWER.toMillis())
        .setSocketTimeout((int) longest.toMillis())
        .build();
  }

  /** URLs end up in the logs of servers and proxies; the typed requests of the library do this. */
  static void refuseTokenInUrl(HttpRequest request) throws IOException {
    if (request.getRequestLine().getUri().contains("token=")) {
      throw new IOException("a request to Consul had its token in the URL and was not sent");
    }
  }

  static SSLContext trusting(Path caFile) {
    try (InputStream in = Files.newInputStream(caFile)) {
      KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
      authorities.load(null, null);
      int number = 0;
      for (Certificate authority :
          CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        authorities.setCertificateEntry("ca-" + number++, authority);
      }
      return SSLContextBuilder.create().loadTrustMaterial(authorities, null).build();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "caFile " + caFile + " cannot be read as certificates in PEM: " + e.getMessage(), e);
    }
  }
}
