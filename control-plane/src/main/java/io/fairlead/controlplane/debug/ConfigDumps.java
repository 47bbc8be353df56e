package io.fairlead.controlplane.debug;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.envoyproxy.envoy.admin.v3.ClustersConfigDump;
import io.envoyproxy.envoy.admin.v3.ConfigDump;
import io.envoyproxy.envoy.admin.v3.EndpointsConfigDump;
import io.envoyproxy.envoy.admin.v3.ListenersConfigDump;
import io.envoyproxy.envoy.admin.v3.RoutesConfigDump;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.fairlead.api.istio.networking.nds.v1.NameTable;
import io.fairlead.xds.Resource;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.Snapshot;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What a proxy was offered, in the form in which Envoy shows what it has. Secrets are left out:
 * those who may look at a proxy need not be those who may hold its keys.
 */
final class ConfigDumps {

  private ConfigDumps() {}

  static List<Any> parts(Snapshot offered) {
    ClustersConfigDump.Builder clusters = ClustersConfigDump.newBuilder();
    sorted(offered, ResourceType.CLUSTER)
        .forEach(
            cluster ->
                clusters.addDynamicActiveClusters(
                    ClustersConfigDump.DynamicCluster.newBuilder()
                        .setVersionInfo(cluster.version())
                        .setCluster(cluster.body())));
    ListenersConfigDump.Builder listeners = ListenersConfigDump.newBuilder();
    sorted(offered, ResourceType.LISTENER)
        .forEach(
            listener ->
                listeners.addDynamicListeners(
                    ListenersConfigDump.DynamicListener.newBuilder()
                        .setName(listener.name())
                        .setActiveState(
                            ListenersConfigDump.DynamicListenerState.newBuilder()
                                .setVersionInfo(listener.version())
                                .setListener(listener.body()))));
    RoutesConfigDump.Builder routes = RoutesConfigDump.newBuilder();
    sorted(offered, ResourceType.ROUTE)
        .forEach(
            route ->
                routes.addDynamicRouteConfigs(
                    RoutesConfigDump.DynamicRouteConfig.newBuilder()
                        .setVersionInfo(route.version())
                        .setRouteConfig(route.body())));
    EndpointsConfigDump.Builder endpoints = EndpointsConfigDump.newBuilder();
    sorted(offered, ResourceType.ENDPOINT)
        .forEach(
            endpoint ->
                endpoints.addDynamicEndpointConfigs(
                    EndpointsConfigDump.DynamicEndpointConfig.newBuilder()
                        .setVersionInfo(endpoint.version())
                        .setEndpointConfig(endpoint.body())));
    return Stream.of(clusters.build(), listeners.build(), routes.build(), endpoints.build())
        .map(Any::pack)
        .toList();
  }

  static String whole(Snapshot offered) {
    return AnyTypes.json(ConfigDump.newBuilder().addAllConfigs(parts(offered)).build());
  }

  static String endpoints(Snapshot offered) {
    return sorted(offered, ResourceType.ENDPOINT)
        .map(found -> decoded(found, ClusterLoadAssignment.getDefaultInstance()))
        .map(AnyTypes::json)
        .collect(Collectors.joining(",", "[", "]"));
  }

  static String names(Snapshot offered) {
    return sorted(offered, ResourceType.NAME_TABLE)
        .findFirst()
        .map(found -> AnyTypes.json(decoded(found, NameTable.getDefaultInstance())))
        .orElse("{}");
  }

  private static Message decoded(Resource resource, Message type) {
    try {
      return type.getParserForType().parseFrom(resource.value());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a resource of ours is broken: " + resource.name(), e);
    }
  }

  private static Stream<Resource> sorted(Snapshot offered, ResourceType type) {
    return StreamSupport.stream(offered.resources(type).values().spliterator(), false)
        .sorted(Comparator.comparing(Resource::name));
  }
}
