package io.fairlead.registrybridge.source.consul;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers as a Consul agent does, or in whatever way a test wants it to. */
final class FakeConsul implements AutoCloseable {

  private static final Pattern INDEX = Pattern.compile("index=([0-9]+)");
  private static final Pattern WAIT = Pattern.compile("wait=([0-9]+)ms");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final TreeMap<String, Instance> instances = new TreeMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile Function<String, Reply> behaviour = path -> Reply.HONEST;
  private volatile Function<URI, Reply> treatment = uri -> Reply.HONEST;
  private final Map<String, Long> changedAt = new TreeMap<>();
  private long index = 10;

  record Instance(String service, String address, int port, String status) {}

  record Request(URI uri, String token) {}

  /** What is answered instead of the truth. */
  record Reply(int status, String body, boolean hasIndex, boolean hangs) {
    static final Reply HONEST = new Reply(0, "", true, false);
    static final Reply HANG = new Reply(0, "", true, true);

    static Reply of(int status, String body) {
      return new Reply(status, body, true, false);
    }

    static Reply withoutIndex(String body) {
      return new Reply(200, body, false, false);
    }
  }

  FakeConsul() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Request> requests() {
    return requests;
  }

  /** From now on paths are answered in this way. */
  void behave(Function<String, Reply> next) {
    change(() -> behaviour = next);
  }

  /** The same by the whole of what is asked, for requests from now on. */
  void treat(Function<URI, Reply> next) {
    treatment = next;
  }

  /** Queries for {@code service} that wait for a change. */
  static boolean isWatch(URI uri, String service) {
    return uri.getPath().equals("/v1/health/service/" + service)
        && String.valueOf(uri.getQuery()).contains("index=");
  }

  void register(String id, String service, String address, int port) {
    change(
        () -> {
          changedAt.put(service, index + 1);
          instances.put(id, new Instance(service, address, port, "passing"));
        });
  }

  void flip(String id, String status) {
    change(
        () ->
            instances.computeIfPresent(
                id,
                (same, was) -> {
                  changedAt.put(was.service(), index + 1);
                  return new Instance(was.service(), was.address(), was.port(), status);
                }));
  }

  void deregister(String id) {
    change(
        () -> {
          Instance gone = instances.remove(id);
          if (gone != null) {
            changedAt.put(gone.service(), index + 1);
          }
        });
  }

  void clear() {
    change(
        () -> {
          instances.clear();
          changedAt.clear();
        });
  }

  /** As after a restart with an older state. */
  void resetIndex(long next) {
    lock.lock();
    try {
      index = next;
      changedAt.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      index++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      URI uri = exchange.getRequestURI();
      requests.add(
          new Request(
              uri, String.valueOf(exchange.getRequestHeaders().getFirst("X-Consul-Token"))));
      Reply reply = reply(uri);
      if (reply.hangs()) {
        awaitChange(uri.getPath(), Long.MAX_VALUE, 60_000);
      }
      if (reply.status() == 0) {
        awaitChange(uri.getPath(), number(INDEX, uri, 0), number(WAIT, uri, 0));
        reply = reply(uri);
      }
      answer(exchange, uri, reply);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Reply reply(URI uri) {
    Reply treated = treatment.apply(uri);
    return treated.equals(Reply.HONEST) ? behaviour.apply(uri.getPath()) : treated;
  }

  private void answer(HttpExchange exchange, URI uri, Reply reply) throws IOException {
    lock.lock();
    try {
      String body = reply.status() == 0 ? truth(uri.getPath()) : reply.body();
      if (reply.hasIndex()) {
        exchange.getResponseHeaders().add("X-Consul-Index", String.valueOf(indexOf(uri.getPath())));
      }
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(reply.status() == 0 ? 200 : reply.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    } finally {
      lock.unlock();
    }
  }

  private static long number(Pattern pattern, URI uri, long otherwise) {
    Matcher matcher = pattern.matcher(String.valueOf(uri.getQuery()));
    return matcher.find() ? Long.parseLong(matcher.group(1)) : otherwise;
  }

  /** As in Consul, that of a service is its own. */
  private long indexOf(String path) {
    String service = path.substring(path.lastIndexOf('/') + 1);
    return path.contains("/health/service/") ? changedAt.getOrDefault(service, index) : index;
  }

  private void awaitChange(String path, long above, long millis) throws InterruptedException {
    lock.lock();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(millis);
      while (above > 0 && indexOf(path) <= above && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private String truth(String path) {
    if (path.equals("/v1/catalog/services")) {
      JsonObject services = new JsonObject();
      instances.values().forEach(each -> services.add(each.service(), new JsonArray()));
      return services.toString();
    }
    if (path.equals("/v1/catalog/nodes")) {
      return new Gson().toJson(List.of(Map.of("Node", "n1", "Address", "10.9.9.9")));
    }
    String last = path.substring(path.lastIndexOf('/') + 1);
    JsonArray array = new JsonArray();
    instances.forEach(
        (id, each) -> {
          if (path.contains("/health/state/") && each.status().equals(last)) {
            array.add(check(id, each));
          }
          if (path.contains("/health/service/") && each.service().equals(last)) {
            array.add(entry(id, each));
          }
        });
    return array.toString();
  }

  private static JsonObject check(String id, Instance instance) {
    return new Gson()
        .toJsonTree(
            Map.of(
                "Node",
                "n1",
                "CheckID",
                "check:" + id,
                "ServiceName",
                instance.service(),
                "Status",
                instance.status()))
        .getAsJsonObject();
  }

  private static JsonObject entry(String id, Instance instance) {
    JsonObject entry = new JsonObject();
    entry.add("Node", new Gson().toJsonTree(Map.of("Node", "n1", "Address", "10.9.9.9")));
    entry.add(
        "Service",
        new Gson()
            .toJsonTree(Map.of("ID", id, "Address", instance.address(), "Port", instance.port())));
    JsonArray checks = new JsonArray();
    checks.add(check(id, instance));
    entry.add("Checks", checks);
    return entry;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
