package io.fairlead.vmagent.status;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fairlead.vmagent.host.PortTakenException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Answers a kubelet's probes of the application in a pod: a kubelet has no certificate, so the
 * proxy would refuse it where mutual TLS is demanded. Only the probes of the settings are asked,
 * and only their status is told.
 */
public final class AppProbeServer implements AutoCloseable {

  private static final int BACKLOG = 16;
  private static final int MOST_AT_ONCE = 32;

  private final Map<String, AppProbe> probes;
  private final List<HttpServer> servers = new ArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);

  private AppProbeServer(Map<String, AppProbe> probes) {
    this.probes = Map.copyOf(probes);
  }

  /**
   * Listens on every address of the pod; nowhere without probes.
   *
   * @param probes path to address, as in the settings
   * @throws IllegalArgumentException where a probe is none
   */
  public static AppProbeServer start(
      Map<String, String> probes, List<InetAddress> addresses, int port) throws IOException {
    Map<String, AppProbe> parsed = new HashMap<>();
    probes.forEach((path, text) -> parsed.put(path, AppProbe.parse(path, text)));
    AppProbeServer result = new AppProbeServer(parsed);
    try {
      for (InetAddress address : parsed.isEmpty() ? List.<InetAddress>of() : addresses) {
        result.listen(address, port);
      }
      return result;
    } catch (IOException e) {
      result.close();
      throw e;
    }
  }

  private void listen(InetAddress address, int port) throws IOException {
    InetSocketAddress listen = new InetSocketAddress(address, port);
    try {
      HttpServer server = HttpServer.create(listen, BACKLOG);
      server.setExecutor(threads);
      server.createContext("/", exchange -> answer(exchange, address));
      server.start();
      servers.add(server);
    } catch (BindException e) {
      throw new PortTakenException("status.listen", listen, e);
    }
  }

  private void answer(HttpExchange exchange, InetAddress pod) throws IOException {
    try (exchange) {
      AppProbe probe = probes.get(exchange.getRequestURI().getPath());
      if (probe == null || !exchange.getRequestMethod().equals("GET")) {
        exchange.sendResponseHeaders(404, -1);
      } else if (!places.tryAcquire()) {
        exchange.sendResponseHeaders(503, -1);
      } else {
        try {
          exchange.sendResponseHeaders(status(probe, pod, exchange), -1);
        } finally {
          places.release();
        }
      }
    }
  }

  /** An application that cannot be reached is not well; a redirect is an answer. */
  private static int status(AppProbe probe, InetAddress pod, HttpExchange exchange) {
    try {
      int status = AppQuestion.ask(probe, pod, exchange.getRequestHeaders());
      return status >= 200 && status < 400 ? 200 : Math.max(status, 400);
    } catch (IOException e) {
      return 503;
    }
  }

  /** Of the first address, for tests. */
  int port() {
    return servers.getFirst().getAddress().getPort();
  }

  @Override
  public void close() {
    servers.forEach(server -> server.stop(0));
    threads.shutdownNow();
  }
}
