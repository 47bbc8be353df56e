package io.fairlead.vmagent.envoy;

import static io.fairlead.vmagent.envoy.Bootstrap.map;

import java.util.List;
import java.util.Map;

/** The two listeners that are there whatever a control plane says; both on loopback. */
final class BootstrapListeners {

  private static final String TYPE = "type.googleapis.com/envoy.extensions.";

  private BootstrapListeners() {}

  /** Envoy's statistics for Prometheus, and nothing else of its admin interface. */
  static Map<String, Object> stats(int port) {
    return listener(
        "prometheus_stats",
        port,
        map(
            "match",
            Map.of("path", "/stats/prometheus"),
            "route",
            Map.of("cluster", "prometheus_stats")));
  }

  /** Whether this host is in the mesh, as its agent sees it. */
  static Map<String, Object> health(int port) {
    return listener(
        "agent_health",
        port,
        map("match", Map.of("path", "/healthz/ready"), "route", Map.of("cluster", "agent")));
  }

  /** Free of the limit of connections: an overloaded host must still be able to say so. */
  private static Map<String, Object> listener(String name, int port, Map<String, Object> route) {
    Map<String, Object> host = map("name", name, "domains", List.of("*"), "routes", List.of(route));
    Map<String, Object> router =
        map(
            "name",
            "envoy.filters.http.router",
            "typed_config",
            map("@type", TYPE + "filters.http.router.v3.Router"));
    Map<String, Object> connectionManager =
        map(
            "@type",
            TYPE + "filters.network.http_connection_manager.v3.HttpConnectionManager",
            "stat_prefix",
            name,
            "route_config",
            map("name", name, "virtual_hosts", List.of(host)),
            "http_filters",
            List.of(router));
    Map<String, Object> filter =
        map(
            "name",
            "envoy.filters.network.http_connection_manager",
            "typed_config",
            connectionManager);
    return map(
        "name",
        name,
        "address",
        BootstrapClusters.socket("127.0.0.1", port),
        "ignore_global_conn_limit",
        true,
        "filter_chains",
        List.of(Map.of("filters", List.of(filter))));
  }
}
