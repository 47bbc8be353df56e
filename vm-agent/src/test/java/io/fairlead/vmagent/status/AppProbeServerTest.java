package io.fairlead.vmagent.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AppProbeServerTest {

  private static final InetAddress POD = InetAddress.ofLiteral("127.0.0.1");

  private final AtomicInteger status = new AtomicInteger(200);
  private HttpServer application;
  private AppProbeServer server;

  @BeforeEach
  void start() throws IOException {
    application = HttpServer.create(new InetSocketAddress(POD, 0), 4);
    application.createContext(
        "/",
        exchange -> {
          boolean isAsked =
              "/health?deep=1".equals(exchange.getRequestURI().toString())
                  && "yes".equals(exchange.getRequestHeaders().getFirst("x-probe"));
          exchange.sendResponseHeaders(isAsked ? status.get() : 418, -1);
          exchange.close();
        });
    application.start();
    int port = application.getAddress().getPort();
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, POD)) {
      closed = socket.getLocalPort();
    }
    server =
        AppProbeServer.start(
            Map.of(
                "/app-health/web/readyz", "http://pod:" + port + "/health?deep=1",
                "/app-health/web/livez", "tcp://pod:" + port,
                "/app-health/other/livez", "tcp://pod:" + closed),
            List.of(POD),
            0);
  }

  @AfterEach
  void stop() {
    server.close();
    application.stop(0);
  }

  @Test
  void tellsWhatTheApplicationAnswers() throws IOException {
    assertThat(get("/app-health/web/readyz")).isEqualTo(200);
    status.set(302);
    assertThat(get("/app-health/web/readyz")).isEqualTo(200);
    status.set(503);
    assertThat(get("/app-health/web/readyz")).isEqualTo(503);
  }

  @Test
  void tellsWhetherAConnectionIsTaken() throws IOException {
    assertThat(get("/app-health/web/livez")).isEqualTo(200);
    assertThat(get("/app-health/other/livez")).isEqualTo(503);
  }

  @Test
  void asksNothingElse() throws IOException {
    assertThat(get("/app-health/web/startupz")).isEqualTo(404);
    assertThat(get("/status")).isEqualTo(404);
  }

  @Test
  void probesOfAnotherFormAreRefused() {
    for (String text : List.of("ftp://pod:1", "http://pod/health", "http://pod:70000", "no uri")) {
      assertThatThrownBy(() -> AppProbe.parse("/app-health/a/livez", text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("addresses such as");
    }
    assertThatThrownBy(() -> AppProbe.parse("/status", "tcp://pod:1"))
        .hasMessageContaining("below /app-health/");
  }

  private int get(String path) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create("http://127.0.0.1:" + server.port() + path).toURL().openConnection();
    connection.setRequestProperty("x-probe", "yes");
    try {
      return connection.getResponseCode();
    } finally {
      connection.disconnect();
    }
  }
}
