package io.fairlead.conformance.istiod;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import io.fairlead.conformance.traffic.TestTls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The few calls of the Kubernetes API that the comparison needs. */
final class KubernetesApi {

  private final HttpClient http;
  private final URI server;
  private final String token;

  KubernetesApi(TestTls tls, int port, String token) {
    this.http = HttpClient.newBuilder().sslContext(tls.context()).build();
    this.server = URI.create("https://127.0.0.1:" + port);
    this.token = token;
  }

  /** A resource by its place in the API. */
  record Placed(String apiVersion, String kind, String namespace, String name) {

    String collection() {
      String plural = plural(kind);
      String root = apiVersion.contains("/") ? "/apis/" + apiVersion : "/api/" + apiVersion;
      return namespace.isEmpty()
          ? root + "/" + plural
          : root + "/namespaces/" + namespace + "/" + plural;
    }

    private static String plural(String kind) {
      String lower = kind.toLowerCase(Locale.ROOT);
      return lower.endsWith("entry") || lower.endsWith("policy")
          ? lower.substring(0, lower.length() - 1) + "ies"
          : lower + "s";
    }
  }

  boolean isReady() {
    try {
      return send("GET", "/readyz", "").statusCode() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /** Creates every document of a YAML text; {@code created} is told of each. */
  void create(String yaml, Consumer<Placed> created) {
    LoadSettings settings =
        LoadSettings.builder()
            .setMaxAliasesForCollections(200)
            .setCodePointLimit(Integer.MAX_VALUE)
            .build();
    for (Object document : new Load(settings).loadAllFromString(yaml)) {
      if (document instanceof Map<?, ?> resource) {
        created.accept(create(resource));
      }
    }
  }

  private Placed create(Map<?, ?> document) {
    JsonObject json = new Gson().toJsonTree(document).getAsJsonObject();
    JsonObject metadata = json.getAsJsonObject("metadata");
    Placed placed =
        new Placed(
            json.get("apiVersion").getAsString(),
            json.get("kind").getAsString(),
            metadata.has("namespace") ? metadata.get("namespace").getAsString() : "",
            metadata.get("name").getAsString());
    HttpResponse<String> answer = send("POST", placed.collection(), json.toString());
    if (answer.statusCode() != 201) {
      throw new AssertionError("the API server refuses " + placed + ": " + answer.body());
    }
    return placed;
  }

  void createNamespace(String name) {
    create(Map.of("apiVersion", "v1", "kind", "Namespace", "metadata", Map.of("name", name)));
  }

  void delete(Placed placed) {
    HttpResponse<String> answer = send("DELETE", placed.collection() + "/" + placed.name(), "");
    if (answer.statusCode() >= 300) {
      throw new AssertionError("the API server keeps " + placed + ": " + answer.body());
    }
  }

  String get(String path) {
    return send("GET", path, "").body();
  }

  private HttpResponse<String> send(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve(path))
            .timeout(Duration.ofSeconds(20))
            .header("authorization", "Bearer " + token)
            .header("content-type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
