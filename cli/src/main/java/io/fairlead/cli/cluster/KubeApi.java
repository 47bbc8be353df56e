package io.fairlead.cli.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fairlead.cli.exit.Failure;
import io.fairlead.cli.kubeconfig.Connection;
import io.fairlead.cli.output.Json;
import io.fairlead.cli.tree.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** An API server, by the calls that the verbs make of it. What it refuses is a {@link Failure}. */
public final class KubeApi implements AutoCloseable {

  /** Whose fields these are, for server-side apply. */
  static final String MANAGER = "fairlead";

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final int LARGEST = 16 << 20;
  private static final int PAGE = 500;
  private static final String METADATA_ONLY =
      "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";

  private final Connection connection;
  private final HttpClient http;

  public KubeApi(Connection connection) {
    this.connection = connection;
    HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(CONNECT);
    if (connection.server().getScheme().equals("https")) {
      builder.sslContext(KubeTls.of(connection));
    }
    if (!connection.proxy().isEmpty()) {
      builder.proxy(ProxySelector.of(proxy(connection.proxy())));
    }
    this.http = builder.build();
  }

  private record Answer(int code, String body) {}

  public Connection connection() {
    return connection;
  }

  /** What lies at a path; nothing where there is nothing. */
  public Optional<Tree> find(String path) {
    Answer answer = send(request(path).GET(), "GET " + path);
    return answer.code() == 404 ? Optional.empty() : Optional.of(accepted(answer, "read " + path));
  }

  /** Every object of a collection, page by page; nothing where the server knows no such kind. */
  public void each(String path, Consumer<Tree> one) {
    each(path, "application/json", one);
  }

  /** The same, of whose objects only the metadata is asked for. */
  public void eachMetadata(String path, Consumer<Tree> one) {
    each(path, METADATA_ONLY, one);
  }

  private void each(String path, String form, Consumer<Tree> one) {
    String next = "";
    do {
      String page = path + (path.contains("?") ? "&" : "?") + "limit=" + PAGE + next;
      Answer answer = send(request(page).setHeader("accept", form).GET(), "GET " + path);
      if (answer.code() == 404) {
        return;
      }
      Tree list = accepted(answer, "list " + path);
      list.at("items").list().forEach(one);
      String token = list.at("metadata", "continue").text();
      next = token.isEmpty() ? "" : "&continue=" + URLEncoder.encode(token, UTF_8);
    } while (!next.isEmpty());
  }

  /** Creates an object, or brings it to what is said here, by server-side apply. */
  public Tree apply(KubeObject object, boolean isDryRun) {
    String path =
        object.path() + "?force=true&fieldManager=" + MANAGER + (isDryRun ? "&dryRun=All" : "");
    HttpRequest.Builder request =
        request(path)
            .header("content-type", "application/apply-patch+yaml")
            .method("PATCH", BodyPublishers.ofString(Json.of(object.tree())));
    return accepted(send(request, "PATCH " + object.path()), "apply " + object.title());
  }

  /** Whether it was there; what belongs to it goes a moment later. */
  public boolean delete(KubeObject object, boolean isDryRun) {
    String path = object.path() + "?propagationPolicy=Background" + (isDryRun ? "&dryRun=All" : "");
    Answer answer = send(request(path).DELETE(), "DELETE " + object.path());
    if (answer.code() == 404) {
      return false;
    }
    accepted(answer, "delete " + object.title());
    return true;
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(connection.server() + path))
            .timeout(ANSWER)
            .header("accept", "application/json")
            .header("user-agent", "fairlead");
    if (!connection.credentials().authorization().isEmpty()) {
      request.header("authorization", connection.credentials().authorization());
    }
    connection.credentials().headers().forEach(request::header);
    return request;
  }

  private Answer send(HttpRequest.Builder request, String what) {
    try {
      HttpResponse<InputStream> answer = http.send(request.build(), BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        byte[] bytes = body.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
          throw Failure.failed("the answer to " + what + " is larger than 16 MiB");
        }
        return new Answer(answer.statusCode(), new String(bytes, UTF_8));
      }
    } catch (IOException e) {
      throw ApiFailures.unreachable(connection, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.failed("interrupted at " + what);
    }
  }

  private Tree accepted(Answer answer, String what) {
    Tree body;
    try {
      body = Tree.parse(answer.body());
    } catch (IllegalArgumentException e) {
      body = Tree.EMPTY;
    }
    if (answer.code() >= 300) {
      throw ApiFailures.refused(connection, answer.code(), what, body.at("message").text());
    }
    return body;
  }

  private InetSocketAddress proxy(String url) {
    try {
      URI proxy = URI.create(url);
      if ("http".equals(proxy.getScheme()) && proxy.getHost() != null && proxy.getPort() > 0) {
        return new InetSocketAddress(proxy.getHost(), proxy.getPort());
      }
    } catch (IllegalArgumentException e) {
      // Said below, as for a proxy of another sort.
    }
    throw Failure.usage(
        "context '%s': proxy-url: expected http://host:port".formatted(connection.name()));
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
