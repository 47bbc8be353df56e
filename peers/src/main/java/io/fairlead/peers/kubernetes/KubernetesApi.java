package io.fairlead.peers.kubernetes;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import io.fairlead.peers.tls.TestTls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The few calls of the Kubernetes API that tests need, as an administrator. */
public final class KubernetesApi {

  private static final Gson JSON = new Gson();

  private final HttpClient http;
  private final URI server;
  private final String token;

  KubernetesApi(TestTls tls, String address, int port, String token) {
    this.http = HttpClient.newBuilder().sslContext(tls.context()).build();
    this.server = URI.create("https://" + address + ":" + port);
    this.token = token;
  }

  /** A resource by its place in the API. */
  public record Placed(String apiVersion, String kind, String namespace, String name) {

    String collection() {
      String plural = plural(kind);
      String root = apiVersion.contains("/") ? "/apis/" + apiVersion : "/api/" + apiVersion;
      return namespace.isEmpty()
          ? root + "/" + plural
          : root + "/namespaces/" + namespace + "/" + plural;
    }

    /** Where the resource itself lies. */
    String path() {
      return collection() + "/" + name;
    }

    private static String plural(String kind) {
      String lower = kind.toLowerCase(Locale.ROOT);
      if (lower.endsWith("class")) {
        return lower + "es";
      }
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
  public void create(String yaml, Consumer<Placed> created) {
    each(yaml, resource -> created.accept(create(resource)));
  }

  /** Creates or changes every document of a YAML text, by server-side apply. */
  public void apply(String yaml) {
    each(yaml, resource -> apply(resource, ""));
  }

  /** The same for what a kubelet or a controller writes of each document. */
  public void applyStatus(String yaml) {
    each(yaml, resource -> apply(resource, "/status"));
  }

  private static void each(String yaml, Consumer<Map<?, ?>> one) {
    LoadSettings settings =
        LoadSettings.builder()
            .setMaxAliasesForCollections(200)
            .setCodePointLimit(Integer.MAX_VALUE)
            .build();
    for (Object document : new Load(settings).loadAllFromString(yaml)) {
      if (document instanceof Map<?, ?> resource) {
        one.accept(resource);
      }
    }
  }

  private Placed create(Map<?, ?> document) {
    Placed placed = placed(document);
    accepted(send("POST", placed.collection(), JSON.toJson(document)), placed);
    return placed;
  }

  private void apply(Map<?, ?> document, String subresource) {
    Placed placed = placed(document);
    String path = placed.path() + subresource + "?fieldManager=test&force=true";
    accepted(send("PATCH", path, JSON.toJson(document)), placed);
  }

  private static void accepted(HttpResponse<String> answer, Object placed) {
    if (answer.statusCode() >= 300) {
      throw new AssertionError("the API server refuses " + placed + ": " + answer.body());
    }
  }

  private static Placed placed(Map<?, ?> document) {
    JsonObject json = JSON.toJsonTree(document).getAsJsonObject();
    JsonObject metadata = json.getAsJsonObject("metadata");
    return new Placed(
        json.get("apiVersion").getAsString(),
        json.get("kind").getAsString(),
        metadata.has("namespace") ? metadata.get("namespace").getAsString() : "",
        metadata.get("name").getAsString());
  }

  /** Creates one object of a collection. */
  public void create(String collection, String json) {
    accepted(send("POST", collection, json), collection);
  }

  /** Puts another object in the place of the one that lies at a path. */
  public void replace(String path, String json) {
    accepted(send("PUT", path, json), path);
  }

  public void createNamespace(String name) {
    create(Map.of("apiVersion", "v1", "kind", "Namespace", "metadata", Map.of("name", name)));
  }

  /** Of a pod of a node the wish only: whoever runs it ends it, and {@link #forget}s it. */
  public void delete(Placed placed) {
    delete(placed, "");
  }

  /** Takes away at once what was asked to end, as a kubelet does when it has. */
  public void forget(Placed placed) {
    delete(placed, "?gracePeriodSeconds=0");
  }

  private void delete(Placed placed, String options) {
    HttpResponse<String> answer = send("DELETE", placed.path() + options, "");
    if (answer.statusCode() >= 300) {
      throw new AssertionError("the API server keeps " + placed + ": " + answer.body());
    }
  }

  /** A token of a service account, as a kubelet would ask for it. */
  public String token(String namespace, String serviceAccount, String audience) {
    return token(
        namespace,
        serviceAccount,
        Map.of("audiences", List.of(audience), "expirationSeconds", 3600));
  }

  /**
   * A token of a service account.
   *
   * @param spec of the request for it: for whom, for how long, bound to which object
   */
  public String token(String namespace, String serviceAccount, Map<String, ?> spec) {
    String path =
        "/api/v1/namespaces/%s/serviceaccounts/%s/token".formatted(namespace, serviceAccount);
    Map<String, Object> request =
        Map.of(
            "apiVersion", "authentication.k8s.io/v1",
            "kind", "TokenRequest",
            "spec", spec);
    HttpResponse<String> answer = send("POST", path, JSON.toJson(request));
    if (answer.statusCode() != 201) {
      throw new AssertionError("the API server gives no token: " + answer.body());
    }
    JsonObject status = JSON.fromJson(answer.body(), JsonObject.class).getAsJsonObject("status");
    return status.get("token").getAsString();
  }

  public String get(String path) {
    return send("GET", path, "").body();
  }

  private static String contentType(String method) {
    return method.equals("PATCH") ? "application/apply-patch+yaml" : "application/json";
  }

  private HttpResponse<String> send(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve(path))
            .timeout(Duration.ofSeconds(20))
            .header("authorization", "Bearer " + token)
            .header("content-type", contentType(method))
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
