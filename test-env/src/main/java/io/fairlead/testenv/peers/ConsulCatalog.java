package io.fairlead.testenv.peers;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.fairlead.testenv.hosts.Host;
import io.fairlead.testenv.process.TestEnvironmentException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** What a Consul server knows, changed over its HTTP API. */
public final class ConsulCatalog {

  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final Gson GSON = new Gson();

  private final HttpClient client = HttpClient.newHttpClient();
  private final String address;
  private final int port;

  ConsulCatalog(String address, int port) {
    this.address = address;
    this.port = port;
  }

  /** host:port of the HTTP API. */
  public String authority() {
    return address + ":" + port;
  }

  public boolean hasLeader() {
    return send("GET", "/v1/status/leader", "").length() > 2;
  }

  /** One instance of an HTTP service on {@code host}, with its check passing or critical. */
  public void register(String service, Host host, int servicePort, boolean passing) {
    String id = service + "-" + host.name();
    Map<String, Object> body =
        Map.of(
            "Node", host.name(),
            "Address", host.address(),
            "Service",
                Map.of(
                    "ID", id,
                    "Service", service,
                    "Address", host.address(),
                    "Port", servicePort,
                    "Meta", Map.of("protocol", "http")),
            "Check",
                Map.of(
                    "Node",
                    host.name(),
                    "CheckID",
                    "check-" + id,
                    "Name",
                    "answers",
                    "ServiceID",
                    id,
                    "Status",
                    passing ? "passing" : "critical"));
    send("PUT", "/v1/catalog/register", GSON.toJson(body));
  }

  public void deregister(String service, Host host) {
    Map<String, String> body =
        Map.of("Node", host.name(), "ServiceID", service + "-" + host.name());
    send("PUT", "/v1/catalog/deregister", GSON.toJson(body));
  }

  /** How many instances pass their checks, as Consul tells it. */
  public long passing(String service) {
    return JsonParser.parseString(send("GET", "/v1/health/service/" + service + "?passing", ""))
        .getAsJsonArray()
        .size();
  }

  /** Consul's own version. */
  public String version() {
    JsonObject self = JsonParser.parseString(send("GET", "/v1/agent/self", "")).getAsJsonObject();
    return self.getAsJsonObject("Config").get("Version").getAsString();
  }

  private String send(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + authority() + path))
            .timeout(LIMIT)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new TestEnvironmentException(
            "Consul answered %s with %d: %s".formatted(path, answer.statusCode(), answer.body()));
      }
      return answer.body();
    } catch (IOException e) {
      throw new TestEnvironmentException("Consul at %s cannot be asked".formatted(authority()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TestEnvironmentException("Interrupted while asking Consul", e);
    }
  }
}
