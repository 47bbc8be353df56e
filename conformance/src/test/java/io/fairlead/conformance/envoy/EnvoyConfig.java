package io.fairlead.conformance.envoy;

import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.Locality;
import io.envoyproxy.envoy.config.core.v3.TrafficDirection;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import java.util.List;
import java.util.Map;

/**
 * What a control plane tells one Envoy.
 *
 * @param names addresses by host, as the host's own DNS answers
 * @param place where the host is
 */
public record EnvoyConfig(
    List<Cluster> clusters,
    List<ClusterLoadAssignment> assignments,
    List<Listener> listeners,
    List<RouteConfiguration> routes,
    Map<String, String> names,
    Locality place) {

  /** Who serves what the host serves, by the name that both control planes know. */
  public static final String LOCAL_CLUSTER = "local_cluster";

  public EnvoyConfig {
    clusters = List.copyOf(clusters);
    assignments = List.copyOf(assignments);
    listeners = List.copyOf(listeners);
    routes = List.copyOf(routes);
    names = Map.copyOf(names);
  }

  /** Only what a host calls others with. */
  public EnvoyConfig withoutInbound() {
    return new EnvoyConfig(
        clusters.stream().filter(cluster -> !cluster.getName().startsWith("inbound|")).toList(),
        assignments,
        listeners.stream()
            .filter(listener -> listener.getTrafficDirection() != TrafficDirection.INBOUND)
            .toList(),
        routes,
        names,
        place);
  }
}
