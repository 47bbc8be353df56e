package io.fairlead.controlplane.admission;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.fairlead.controlplane.admission.injection.Injection;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the reviews of an API server and the probes of a kubelet. Whoever asks is told only what
 * follows from the question itself, so nobody is asked who he is.
 */
public final class AdmissionServer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(AdmissionServer.class);
  private static final int BACKLOG = 64;

  /** An API server's own limit of a request is 3 MiB; a review may hold the old object too. */
  static final int LARGEST_REVIEW = 8 << 20;

  private static final int MOST_AT_ONCE = 16;

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);

  private AdmissionServer(HttpsServer server) {
    this.server = server;
  }

  /**
   * @param isAlive whether the program works
   * @param isReady whether it has all that proxies need
   */
  public static AdmissionServer start(
      InetSocketAddress listen,
      SSLContext tls,
      Injection injection,
      BooleanSupplier isAlive,
      BooleanSupplier isReady)
      throws IOException {
    HttpsServer https = HttpsServer.create(listen, BACKLOG);
    https.setHttpsConfigurator(new HttpsConfigurator(tls));
    AdmissionServer result = new AdmissionServer(https);
    https.setExecutor(result.threads);
    result.reviews("/validate", Validation::of);
    result.reviews("/inject", review -> injected(injection, review));
    https.createContext("/live", exchange -> probe(exchange, isAlive));
    https.createContext("/ready", exchange -> probe(exchange, isReady));
    https.start();
    return result;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  private static Verdict injected(Injection injection, Review review) {
    return switch (injection.of(review.object(), review.namespace())) {
      case Injection.Outcome.Untouched _ -> new Verdict.Allowed(List.of());
      case Injection.Outcome.Refused refused -> new Verdict.Refused(refused.reason(), List.of());
      case Injection.Outcome.Injected injected ->
          new Verdict.Changed(injected.patch(), injected.warnings());
    };
  }

  private void reviews(String path, Function<Review, Verdict> judge) {
    server.createContext(path, exchange -> review(exchange, judge));
  }

  private void review(HttpExchange exchange, Function<Review, Verdict> judge) throws IOException {
    try (exchange) {
      if (!exchange.getRequestMethod().equals("POST")) {
        send(exchange, 405, "text/plain", "only POST\n");
        return;
      }
      places.acquire();
      try {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_REVIEW + 1);
        Optional<Review> review =
            body.length > LARGEST_REVIEW ? Optional.empty() : Review.parse(body);
        if (review.isEmpty()) {
          send(exchange, 400, "text/plain", "no AdmissionReview with an object\n");
        } else {
          String answer = judge.apply(review.get()).toJson(review.get().uid());
          send(exchange, 200, "application/json", answer);
        }
      } finally {
        places.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // The exchange ends without an answer, and the API server does as its failurePolicy says.
      log.atError().setCause(e).log("A review of an API server failed");
    }
  }

  private static void probe(HttpExchange exchange, BooleanSupplier claim) throws IOException {
    try (exchange) {
      boolean holds = claim.getAsBoolean();
      send(exchange, holds ? 200 : 503, "text/plain", holds ? "yes\n" : "not yet\n");
    }
  }

  private static void send(HttpExchange exchange, int code, String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(code, bytes.length);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
