package io.fairlead.controlplane.source.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fairlead.controlplane.source.kubernetes.object.ClusterObject;
import io.fairlead.controlplane.source.kubernetes.object.ServiceReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An API server that has forgotten what a watch wants to go on from answers 410. */
class ExpiredWatchTest {

  private static final String EXPIRED =
      """
      {"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","status":"Failure",\
      "reason":"Expired","message":"too old resource version","code":410}}
      """;

  /** What the first list tells, and no watch may go on from. */
  private static final int FORGOTTEN = 101;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicInteger lists = new AtomicInteger();
  private final AtomicInteger watches = new AtomicInteger();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private volatile String second = "";
  private HttpServer server = fake();

  private static HttpServer fake() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new AssertionError("no port", e);
    }
  }

  @BeforeEach
  void start() {
    server.setExecutor(threads);
    server.createContext("/api/v1/services", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void anExpiredWatchListsAgainAndTellsNothingOfWhatStayed() {
    second = items("stays", "1") + "," + items("also-stays", "2");
    try (KubernetesClient client = client();
        ObjectWatch<Service> watch = watch(client)) {
      watch.start();
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(watches).hasPositiveValue());
      assertThat(lists).hasValueGreaterThanOrEqualTo(2);
      assertThat(told).containsExactlyInAnyOrder("is stays", "is also-stays");
    }
  }

  @Test
  void whatDiffersAfterAnExpiredWatchIsTold() {
    second = items("stays", "1") + "," + items("new", "9");
    try (KubernetesClient client = client();
        ObjectWatch<Service> watch = watch(client)) {
      watch.start();
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(told).contains("is new"));
      assertThat(told)
          .containsExactlyInAnyOrder("is stays", "is also-stays", "is new", "gone also-stays");
    }
  }

  private KubernetesClient client() {
    return Clients.of(
        new ConfigBuilder(io.fabric8.kubernetes.client.Config.empty())
            .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
            .withOnlyHttpWatches(true)
            .withWatchReconnectInterval(10)
            .build());
  }

  private ObjectWatch<Service> watch(KubernetesClient client) {
    return new ObjectWatch<>(
        ObjectWatch.Kind.needed("Service", Service::new, ServiceReader::read),
        client.services().inAnyNamespace(),
        new ObjectWatch.Listener() {
          @Override
          public void object(ClusterObject.Key key, Optional<ClusterObject> object) {
            told.add((object.isPresent() ? "is " : "gone ") + key.name().name());
          }

          @Override
          public void stood() {}
        });
  }

  private void answer(HttpExchange exchange) throws IOException {
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    boolean isWatch = query.contains("watch=true");
    exchange.getResponseHeaders().add("content-type", "application/json");
    if (!isWatch) {
      String first = items("stays", "1") + "," + items("also-stays", "2");
      int count = lists.incrementAndGet();
      byte[] body =
          """
          {"kind":"ServiceList","apiVersion":"v1","metadata":{"resourceVersion":"%d"},"items":[%s]}
          """
              .formatted(count == 1 ? FORGOTTEN : FORGOTTEN + count, count == 1 ? first : second)
              .getBytes(UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
      return;
    }
    exchange.sendResponseHeaders(200, 0);
    if (query.contains("resourceVersion=" + FORGOTTEN)) {
      exchange.getResponseBody().write(EXPIRED.getBytes(UTF_8));
    } else {
      exchange.getResponseBody().flush();
      watches.incrementAndGet();
      awaitEnd();
    }
    exchange.close();
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String items(String name, String revision) {
    return """
        {"kind":"Service","apiVersion":"v1",\
        "metadata":{"name":"%s","namespace":"shop","uid":"%s","resourceVersion":"%s"},\
        "spec":{"clusterIP":"10.96.0.1","ports":[{"port":80}]}}"""
        .formatted(name, name, revision);
  }
}
