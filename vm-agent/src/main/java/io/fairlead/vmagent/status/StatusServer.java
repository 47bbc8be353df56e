package io.fairlead.vmagent.status;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fairlead.vmagent.host.PortTakenException;
import io.fairlead.vmagent.json.Json;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Answers probes, Prometheus and the status command on a loopback address. Nothing can be changed
 * here.
 */
public final class StatusServer implements AutoCloseable {

  private static final int BACKLOG = 16;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Supplier<AgentStatus> status;

  private StatusServer(HttpServer server, Supplier<AgentStatus> status) {
    this.server = server;
    this.status = status;
  }

  public static StatusServer start(InetSocketAddress listen, Supplier<AgentStatus> status)
      throws IOException {
    StatusServer result = new StatusServer(server(listen), status);
    result.server.setExecutor(result.threads);
    result.server.createContext("/", result::answer);
    result.server.start();
    return result;
  }

  private static HttpServer server(InetSocketAddress listen) throws IOException {
    try {
      return HttpServer.create(listen, BACKLOG);
    } catch (BindException e) {
      throw new PortTakenException("status.listen", listen, e);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (!exchange.getRequestMethod().equals("GET")) {
      send(exchange, 405, "text/plain", "only GET\n");
      return;
    }
    switch (path) {
      case "/healthz/live" -> send(exchange, 200, "text/plain", "live\n");
      case "/healthz/ready" -> ready(exchange);
      case "/healthz/connected" -> connected(exchange);
      case "/metrics" ->
          send(exchange, 200, "text/plain; version=0.0.4", Metrics.render(status.get()));
      case "/status" -> send(exchange, 200, "application/json", Json.write(status.get().toMap()));
      default -> send(exchange, 404, "text/plain", "no such page\n");
    }
  }

  private void ready(HttpExchange exchange) throws IOException {
    AgentStatus now = status.get();
    send(exchange, now.ready() ? 200 : 503, "text/plain", now.summary() + "\n");
  }

  /** For who changes a host: Envoy serves for long without a control plane, and hides its loss. */
  private void connected(HttpExchange exchange) throws IOException {
    AgentStatus now = status.get();
    boolean isAnswered = now.mesh().connectedStreams() > 0;
    String missing = now.ready() && !isAnswered ? ", but no control plane answers" : "";
    send(
        exchange,
        now.ready() && isAnswered ? 200 : 503,
        "text/plain",
        now.summary() + missing + "\n");
  }

  private static void send(HttpExchange exchange, int code, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    try (exchange) {
      exchange.sendResponseHeaders(code, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
