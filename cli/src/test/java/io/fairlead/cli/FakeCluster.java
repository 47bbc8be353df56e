package io.fairlead.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fairlead.cli.output.Json;
import io.fairlead.cli.tree.Tree;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/**
 * What the verbs ask of an API server: it keeps objects by their paths, and gives them back. An
 * apply lays one over the other, which is enough for a single writer.
 */
final class FakeCluster implements AutoCloseable {

  final Map<String, Map<String, Object>> objects = new ConcurrentSkipListMap<>();
  final List<String> asked = new ArrayList<>();

  /** The code of every answer; 0 for the right one. */
  int code;

  private final HttpServer server;

  FakeCluster() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** A kubeconfig of two contexts, {@code here} and {@code there}, both of this cluster. */
  Path kubeconfig(Path directory) throws IOException {
    return Files.writeString(
        directory.resolve("kubeconfig"),
        """
        current-context: here
        clusters: [{name: one, cluster: {server: "%s"}}]
        contexts: [{name: here, context: {cluster: one}}, {name: there, context: {cluster: one}}]
        """
            .formatted(address()));
  }

  void put(String path, String yaml) {
    objects.put(path, Tree.parse(yaml).map());
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    int answered = code;
    Object answer = Map.of("message", "because it is so");
    if (code == 0) {
      answered = 200;
      if (exchange.getRequestMethod().equals("PATCH")) {
        Map<String, Object> merged =
            over(objects.getOrDefault(path, Map.of()), Tree.parse(body).map());
        if (!query.contains("dryRun")) {
          objects.put(path, merged);
        }
        answer = merged;
      } else if (exchange.getRequestMethod().equals("DELETE")) {
        answered = objects.containsKey(path) ? 200 : 404;
        if (!query.contains("dryRun")) {
          objects.remove(path);
        }
      } else if (query.contains("limit=")) {
        answer = Map.of("items", items(path, query));
      } else if (objects.containsKey(path)) {
        answer = objects.get(path);
      } else {
        answered = 404;
      }
    }
    byte[] bytes = Json.of(answer).getBytes(UTF_8);
    exchange.sendResponseHeaders(answered, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static Map<String, Object> over(Map<String, Object> below, Map<String, Object> above) {
    Map<String, Object> merged = new LinkedHashMap<>(below);
    above.forEach(
        (key, value) ->
            merged.put(
                key,
                value instanceof Map<?, ?> map && merged.get(key) instanceof Map<?, ?> old
                    ? over(new Tree(old).map(), new Tree(map).map())
                    : value));
    return merged;
  }

  /** Those below a collection, of one namespace or of all of them, that have the label. */
  private List<Object> items(String path, String query) {
    String plural = path.substring(path.lastIndexOf('/'));
    String root = path.substring(0, path.length() - plural.length());
    String labels = query.replaceAll(".*labelSelector=([^&]*).*|.*", "$1");
    return objects.entrySet().stream()
        .filter(e -> e.getKey().startsWith(root) && e.getKey().matches(".*" + plural + "/[^/]*"))
        .map(e -> (Object) e.getValue())
        .filter(object -> hasAll(new Tree(object).at("metadata", "labels"), labels))
        .toList();
  }

  private static boolean hasAll(Tree of, String labels) {
    return Stream.of(labels.split(","))
        .map(label -> label.split("=", 2))
        .allMatch(label -> label.length < 2 || of.at(label[0]).text().equals(label[1]));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
