package io.fairlead.controlplane.admission.injection;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Leads a kubelet's probes of the application to the agent, which asks the application itself: a
 * kubelet has no certificate, and the proxy would refuse it where mutual TLS is demanded.
 */
final class Probes {

  private static final int AGENT_PORT = 15_020;
  private static final Map<String, String> KINDS =
      new TreeMap<>(
          Map.of("livenessProbe", "livez", "readinessProbe", "readyz", "startupProbe", "startupz"));

  private Probes() {}

  /**
   * Rewrites those by HTTP, TCP and gRPC of all containers of the application.
   *
   * @return what the agent asks, by path, in its own words
   */
  static Map<String, String> rewrite(JsonObject pod) {
    Map<String, String> asked = new TreeMap<>();
    if (Pods.object(pod, "spec").get("containers") instanceof JsonArray containers) {
      for (JsonElement each : containers) {
        if (each instanceof JsonObject container) {
          KINDS.forEach(
              (kind, name) -> {
                if (container.get(kind) instanceof JsonObject probe) {
                  String path = "/app-health/" + Pods.text(container, "name") + "/" + name;
                  address(probe, container)
                      .ifPresent(
                          address -> {
                            asked.put(path, address);
                            lead(probe, path);
                          });
                }
              });
        }
      }
    }
    return asked;
  }

  /** Empty for what a kubelet does within the container, or elsewhere. */
  private static Optional<String> address(JsonObject probe, JsonObject container) {
    if (probe.get("tcpSocket") instanceof JsonObject tcp && Pods.text(tcp, "host").isEmpty()) {
      return port(tcp, container).map(port -> "tcp://pod:" + port);
    }
    if (probe.get("httpGet") instanceof JsonObject http && Pods.text(http, "host").isEmpty()) {
      String scheme = Pods.text(http, "scheme").equals("HTTPS") ? "https" : "http";
      String path = Pods.text(http, "path");
      String target = path.startsWith("/") ? path : "/" + path;
      return path.matches("\\S*")
          ? port(http, container).map(port -> scheme + "://pod:" + port + target)
          : Optional.empty();
    }
    if (probe.get("grpc") instanceof JsonObject grpc) {
      return port(grpc, container)
          .map(port -> "grpc://pod:" + port + "/" + escaped(Pods.text(grpc, "service")));
    }
    return Optional.empty();
  }

  /** The name of a service may be any text. */
  private static String escaped(String service) {
    return URLEncoder.encode(service, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** A number, or the name of one of the container's ports. */
  private static Optional<String> port(JsonObject action, JsonObject container) {
    String port = Pods.text(action, "port");
    if (port.matches("[0-9]{1,5}")) {
      return Optional.of(port);
    }
    if (container.get("ports") instanceof JsonArray ports) {
      for (JsonElement each : ports) {
        if (each instanceof JsonObject named && Pods.text(named, "name").equals(port)) {
          return Optional.of(Pods.text(named, "containerPort"));
        }
      }
    }
    return Optional.empty();
  }

  /** Headers and times stay as they were; the agent passes the headers on. */
  private static void lead(JsonObject probe, String path) {
    JsonObject http = new JsonObject();
    http.addProperty("path", path);
    http.addProperty("port", AGENT_PORT);
    http.addProperty("scheme", "HTTP");
    if (probe.get("httpGet") instanceof JsonObject before && before.has("httpHeaders")) {
      http.add("httpHeaders", before.get("httpHeaders"));
    }
    probe.remove("tcpSocket");
    probe.remove("grpc");
    probe.add("httpGet", http);
  }
}
