package io.fairlead.vmagent.status;

import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Asks the application as its kubelet would have, past the proxy. */
final class AppQuestion {

  /** A kubelet gives up earlier by itself; this only bounds what is left behind. */
  private static final int PATIENCE_MILLIS = 30_000;

  private static final int LONGEST_BODY = 10 << 10;

  /** Of the connection between kubelet and agent; the rest is the application's. */
  private static final Set<String> NOT_PASSED_ON =
      Set.of("connection", "host", "content-length", "keep-alive", "transfer-encoding", "upgrade");

  private AppQuestion() {}

  /** The application's status: 200 for a connection that was taken, or a service that serves. */
  static int ask(AppProbe probe, InetAddress pod, Headers headers) throws IOException {
    return switch (probe) {
      case AppProbe.Tcp tcp -> connect(new InetSocketAddress(pod, tcp.port()));
      case AppProbe.Http http -> get(http, pod, headers);
      case AppProbe.OfGrpc(int port, String service) ->
          GrpcQuestion.isServing(pod, port, service, PATIENCE_MILLIS) ? 200 : 503;
    };
  }

  private static int connect(InetSocketAddress address) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(address, PATIENCE_MILLIS);
      return 200;
    }
  }

  private static int get(AppProbe.Http probe, InetAddress pod, Headers headers) throws IOException {
    String host = pod.getHostAddress();
    String authority = (host.contains(":") ? "[" + host + "]" : host) + ":" + probe.port();
    URI uri = URI.create((probe.isTls() ? "https://" : "http://") + authority + probe.target());
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
    if (connection instanceof HttpsURLConnection tls) {
      tls.setSSLSocketFactory(anyone().getSocketFactory());
      tls.setHostnameVerifier((name, session) -> true);
    }
    connection.setInstanceFollowRedirects(false);
    connection.setConnectTimeout(PATIENCE_MILLIS);
    connection.setReadTimeout(PATIENCE_MILLIS);
    for (Map.Entry<String, List<String>> header : headers.entrySet()) {
      if (!NOT_PASSED_ON.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        header.getValue().forEach(value -> connection.addRequestProperty(header.getKey(), value));
      }
    }
    try {
      int status = connection.getResponseCode();
      drain(status < 400 ? connection.getInputStream() : connection.getErrorStream());
      return status;
    } finally {
      connection.disconnect();
    }
  }

  private static void drain(@Nullable InputStream body) throws IOException {
    if (body != null) {
      try (body) {
        body.readNBytes(LONGEST_BODY);
      }
    }
  }

  /** A kubelet does not look at an application's certificate either. */
  private static SSLContext anyone() throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Anyone()}, new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS cannot be prepared", e);
    }
  }

  private static final class Anyone implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
