package io.fairlead.conformance.istiod;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.fairlead.api.istio.networking.nds.v1.NameTable;
import io.fairlead.conformance.envoy.EnvoyConfig;
import io.fairlead.conformance.plane.ControlPlane;
import io.fairlead.conformance.scenario.Caller;
import io.fairlead.conformance.scenario.Scenario;
import io.fairlead.peers.kubernetes.KubernetesApi.Placed;
import io.grpc.ManagedChannel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A stock istiod as the control plane of a scenario; one scenario at a time. */
public final class Istiod implements ControlPlane {

  private static final String SYNC = "sync";

  private final IstiodProcess process;
  private int marker;

  public Istiod(IstiodProcess process) {
    this.process = process;
    Stream.of("shop", "yard", "edge", SYNC).forEach(process.kubernetes()::createNamespace);
  }

  @Override
  public EnvoyConfig configure(Scenario scenario) {
    List<Placed> placed = new ArrayList<>();
    try {
      process.kubernetes().create(scenario.resources(), placed::add);
      process.awaitConfig(placed);
      awaitPushed();
      return configOf(scenario.caller().node());
    } finally {
      placed.forEach(process.kubernetes()::delete);
      process.awaitConfig(List.of());
    }
  }

  /**
   * What was declared before a resource that is seen pushed is pushed too: istiod makes one picture
   * of all that it knows, and pushes that.
   */
  private void awaitPushed() {
    marker++;
    String host = "marker-" + marker + ".sync.mesh";
    List<Placed> placed = new ArrayList<>();
    String declared =
        """
        apiVersion: networking.istio.io/v1
        kind: ServiceEntry
        metadata: {name: marker-%d, namespace: sync}
        spec:
          hosts: [%s]
          exportTo: ["."]
          resolution: STATIC
          location: MESH_INTERNAL
          ports: [{number: 1, name: tcp, protocol: TCP}]
        """
            .formatted(marker, host);
    process.kubernetes().create(declared, placed::add);
    Node node = new Caller("sidecar", SYNC, Map.of(), "", "").node();
    process.await("pushes " + host, () -> clusters(node).contains("outbound|1||" + host));
    placed.forEach(process.kubernetes()::delete);
  }

  private Set<String> clusters(Node node) {
    try (AdsStream stream = new AdsStream(process.channel(), node)) {
      Set<String> names = new HashSet<>();
      stream.all(Cluster.getDefaultInstance()).forEach(cluster -> names.add(cluster.getName()));
      return names;
    }
  }

  private EnvoyConfig configOf(Node node) {
    ManagedChannel channel = process.channel();
    try (AdsStream stream = new AdsStream(channel, node)) {
      List<Cluster> clusters = stream.all(Cluster.getDefaultInstance());
      List<String> assigned =
          Stream.concat(
                  Stream.of(EnvoyConfig.LOCAL_CLUSTER),
                  clusters.stream().filter(Cluster::hasEdsClusterConfig).map(Cluster::getName))
              .toList();
      List<ClusterLoadAssignment> assignments =
          stream.named(ClusterLoadAssignment.getDefaultInstance(), assigned);
      List<Listener> listeners = stream.all(Listener.getDefaultInstance());
      Collection<String> routed = routed(listeners);
      List<RouteConfiguration> routes =
          routed.isEmpty()
              ? List.of()
              : stream.named(RouteConfiguration.getDefaultInstance(), routed);
      return new EnvoyConfig(
          clusters, assignments, listeners, routes, names(stream, node), node.getLocality());
    }
  }

  private static Map<String, String> names(AdsStream stream, Node node) {
    Map<String, String> names = new HashMap<>();
    if (!node.getId().startsWith("sidecar")) {
      return names;
    }
    for (NameTable table : stream.all(NameTable.getDefaultInstance())) {
      table
          .getTableMap()
          .forEach(
              (host, info) ->
                  info.getIpsList().stream()
                      .findFirst()
                      .ifPresent(address -> names.put(host, address)));
    }
    return names;
  }

  private static Collection<String> routed(List<Listener> listeners) {
    Set<String> names = new TreeSet<>();
    for (Listener listener : listeners) {
      Stream.concat(
              listener.getFilterChainsList().stream(), Stream.of(listener.getDefaultFilterChain()))
          .map(FilterChain::getFiltersList)
          .flatMap(List::stream)
          .forEach(filter -> routed(filter, names));
    }
    return names;
  }

  private static void routed(Filter filter, Set<String> names) {
    try {
      if (filter.getTypedConfig().is(HttpConnectionManager.class)) {
        HttpConnectionManager manager = filter.getTypedConfig().unpack(HttpConnectionManager.class);
        if (manager.hasRds()) {
          names.add(manager.getRds().getRouteConfigName());
        }
      }
    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("a broken connection manager", e);
    }
  }

  /** What {@code /debug/configz} says that istiod knows, in the namespaces of scenarios. */
  static Set<String> known(String configz) {
    Set<String> known = new TreeSet<>();
    JsonArray all = JsonParser.parseString(configz).getAsJsonArray();
    for (JsonElement element : all) {
      JsonObject resource = element.getAsJsonObject();
      JsonObject metadata = resource.getAsJsonObject("metadata");
      String namespace = metadata.has("namespace") ? metadata.get("namespace").getAsString() : "";
      if (Set.of("shop", "yard", "edge").contains(namespace)) {
        known.add(
            resource.get("kind").getAsString()
                + " "
                + namespace
                + "/"
                + metadata.get("name").getAsString());
      }
    }
    return known;
  }
}
