package io.fairlead.vmagent.envoy;

import static io.fairlead.vmagent.envoy.Bootstrap.map;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The clusters that Envoy needs before it has heard from a control plane. */
final class BootstrapClusters {

  private BootstrapClusters() {}

  /** HTTP/2 over a socket of the agent, with pings, so that a hanging agent is noticed. */
  static Map<String, Object> grpc(String name, Path socket) {
    Map<String, Object> http2 =
        map("connection_keepalive", map("interval", "30s", "timeout", "10s"));
    Map<String, Object> options =
        map(
            "@type",
            "type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions",
            "explicit_http_config",
            Map.of("http2_protocol_options", http2));
    Map<String, Object> cluster = http(name, pipe(socket));
    cluster.put(
        "typed_extension_protocol_options",
        Map.of("envoy.extensions.upstreams.http.v3.HttpProtocolOptions", options));
    return cluster;
  }

  static Map<String, Object> http(String name, Map<String, Object> address) {
    Map<String, Object> endpoint = Map.of("endpoint", Map.of("address", address));
    return map(
        "name",
        name,
        "type",
        "STATIC",
        "connect_timeout",
        "1s",
        "load_assignment",
        map("cluster_name", name, "endpoints", List.of(Map.of("lb_endpoints", List.of(endpoint)))));
  }

  /**
   * The proxy's own kind, by which Envoy knows what part of the requests come from its zone. Nobody
   * calls it, so that a control plane that knows nothing of it holds up a start for a moment only.
   */
  static Map<String, Object> local(String name) {
    return map(
        "name",
        name,
        "type",
        "EDS",
        "connect_timeout",
        "1s",
        "eds_cluster_config",
        map(
            "eds_config",
            map("ads", Map.of(), "initial_fetch_timeout", "1s", "resource_api_version", "V3"),
            "service_name",
            name));
  }

  static Map<String, Object> pipe(Path socket) {
    return Map.of("pipe", map("path", socket.toString()));
  }

  static Map<String, Object> pipe(Path socket, int mode) {
    return Map.of("pipe", map("path", socket.toString(), "mode", mode));
  }

  static Map<String, Object> socket(String address, int port) {
    return Map.of("socket_address", map("address", address, "port_value", port));
  }
}
