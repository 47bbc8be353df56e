package io.fairlead.vmagent.envoy;

import io.fairlead.vmagent.config.AgentSettings;
import io.fairlead.vmagent.identity.Membership;
import io.fairlead.vmagent.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Renders the file that Envoy starts from: who it is, where configuration and secrets come from,
 * and the limits that Envoy leaves off by default. Equal inputs give equal text; the agent's
 * version is none of them, so that a newer agent adopts the Envoy that runs.
 */
public final class Bootstrap {

  private static final String TYPE = "type.googleapis.com/";

  /** Control planes of Istio know it by this name. */
  private static final String LOCAL_CLUSTER = "local_cluster";

  /** Envoy's own; the kernel's limit of open files comes later than this. */
  private static final int MOST_CONNECTIONS = 25_000;

  private Bootstrap() {}

  public static String render(Membership membership, AgentSettings settings) {
    RuntimePaths paths = new RuntimePaths(settings.runtimeDirectory());
    Map<String, Object> bootstrap = new LinkedHashMap<>();
    bootstrap.put("node", Node.of(membership, settings));
    bootstrap.put("admin", Map.of("address", BootstrapClusters.pipe(paths.admin(), 0660)));
    bootstrap.put("dynamic_resources", dynamicResources());
    bootstrap.put("static_resources", staticResources(settings, paths));
    bootstrap.put("cluster_manager", map("local_cluster_name", LOCAL_CLUSTER));
    bootstrap.put("layered_runtime", layeredRuntime());
    bootstrap.put("overload_manager", overloadManager(settings.envoy().heapLimitMegabytes()));
    bootstrap.put(
        "default_regex_engine",
        extension(
            "envoy.regex_engines.google_re2",
            Map.of("@type", TYPE + "envoy.extensions.regex_engines.v3.GoogleRE2")));
    bootstrap.put("typed_dns_resolver_config", resolver());
    return Json.write(bootstrap);
  }

  private static Map<String, Object> staticResources(AgentSettings settings, RuntimePaths paths) {
    return map(
        "listeners",
        List.of(
            BootstrapListeners.stats(settings.ports().stats()),
            BootstrapListeners.health(settings.ports().health())),
        "clusters",
        List.of(
            BootstrapClusters.grpc("xds-grpc", paths.xds()),
            BootstrapClusters.grpc("sds-grpc", paths.sds()),
            BootstrapClusters.local(LOCAL_CLUSTER),
            BootstrapClusters.http("prometheus_stats", BootstrapClusters.pipe(paths.admin())),
            BootstrapClusters.http(
                "agent",
                BootstrapClusters.socket(
                    settings.status().listen().getAddress().getHostAddress(),
                    settings.status().listen().getPort()))));
  }

  /** No timeout for the first answers: a proxy without configuration is not ready. */
  private static Map<String, Object> dynamicResources() {
    Map<String, Object> ads =
        map("ads", Map.of(), "initial_fetch_timeout", "0s", "resource_api_version", "V3");
    Map<String, Object> backoff = map("base_interval", "0.5s", "max_interval", "5s");
    Map<String, Object> service =
        Map.of(
            "envoy_grpc",
            map("cluster_name", "xds-grpc", "retry_policy", Map.of("retry_back_off", backoff)));
    return map(
        "lds_config",
        ads,
        "cds_config",
        ads,
        "ads_config",
        map(
            "api_type",
            "DELTA_GRPC",
            "transport_api_version",
            "V3",
            "set_node_on_first_message_only",
            true,
            "grpc_services",
            List.of(service)));
  }

  private static Map<String, Object> layeredRuntime() {
    return Map.of(
        "layers",
        List.of(
            map("name", "fairlead", "static_layer", map("re2.max_program_size.error_level", 32768)),
            map("name", "admin", "admin_layer", Map.of())));
  }

  private static Map<String, Object> overloadManager(int heapLimitMegabytes) {
    Map<String, Object> connections =
        monitor(
            "envoy.resource_monitors.global_downstream_max_connections",
            map(
                "@type",
                TYPE
                    + "envoy.extensions.resource_monitors.downstream_connections.v3"
                    + ".DownstreamConnectionsConfig",
                "max_active_downstream_connections",
                MOST_CONNECTIONS));
    if (heapLimitMegabytes == 0) {
      return Map.of("resource_monitors", List.of(connections));
    }
    Map<String, Object> heap =
        monitor(
            "envoy.resource_monitors.fixed_heap",
            map(
                "@type",
                TYPE + "envoy.extensions.resource_monitors.fixed_heap.v3.FixedHeapConfig",
                "max_heap_size_bytes",
                (long) heapLimitMegabytes << 20));
    return map(
        "refresh_interval",
        "0.25s",
        "resource_monitors",
        List.of(connections, heap),
        "actions",
        List.of(
            atHeap("envoy.overload_actions.shrink_heap", 0.9),
            atHeap("envoy.overload_actions.stop_accepting_requests", 0.95)));
  }

  private static Map<String, Object> monitor(String name, Map<String, Object> config) {
    return extension(name, config);
  }

  private static Map<String, Object> atHeap(String action, double share) {
    return map(
        "name",
        action,
        "triggers",
        List.of(
            map(
                "name",
                "envoy.resource_monitors.fixed_heap",
                "threshold",
                Map.of("value", share))));
  }

  private static Map<String, Object> resolver() {
    return extension(
        "envoy.network.dns_resolver.cares",
        map(
            "@type",
            TYPE + "envoy.extensions.network.dns_resolver.cares.v3.CaresDnsResolverConfig",
            "dns_resolver_options",
            Map.of("no_default_search_domain", true)));
  }

  private static Map<String, Object> extension(String name, Map<String, Object> config) {
    return map("name", name, "typed_config", config);
  }

  /** A map that keeps the order in which it is written here. */
  static Map<String, Object> map(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
