package io.fairlead.translation;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** An application on 127.0.0.1 that answers requests with who its proxy says has called. */
final class IdentityServer implements AutoCloseable {

  private final HttpServer http;

  IdentityServer() throws IOException {
    this.http = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 10);
    http.createContext(
        "/",
        exchange -> {
          byte[] seen =
              ("seen " + exchange.getRequestHeaders().get("X-forwarded-client-cert"))
                  .getBytes(StandardCharsets.US_ASCII);
          exchange.sendResponseHeaders(200, seen.length);
          exchange.getResponseBody().write(seen);
          exchange.close();
        });
    http.start();
  }

  int port() {
    return http.getAddress().getPort();
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
