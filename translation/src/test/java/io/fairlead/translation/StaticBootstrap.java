package io.fairlead.translation;

import io.envoyproxy.envoy.config.bootstrap.v3.Bootstrap;
import io.envoyproxy.envoy.config.bootstrap.v3.Bootstrap.DynamicResources;
import io.envoyproxy.envoy.config.bootstrap.v3.Bootstrap.StaticResources;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.ApiConfigSource;
import io.envoyproxy.envoy.config.core.v3.ApiVersion;
import io.envoyproxy.envoy.config.core.v3.GrpcService;
import io.envoyproxy.envoy.config.core.v3.GrpcService.EnvoyGrpc;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.config.core.v3.Pipe;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.Endpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.filters.http.router.v3.Router;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
import io.fairlead.translation.encoding.Deterministic;
import io.fairlead.translation.naming.Addresses;
import java.util.ArrayList;
import java.util.List;

/**
 * A bootstrap by which Envoy looks at every resource without a control plane: assignments stand in
 * a cluster each, and route configurations in a listener each, since neither can be static itself.
 */
final class StaticBootstrap {

  private static final int FIRST_PORT = 20_000;

  private StaticBootstrap() {}

  static Bootstrap of(XdsResources resources) {
    StaticResources.Builder all = StaticResources.newBuilder();
    all.addClusters(agent("xds-grpc")).addClusters(agent("sds-grpc"));
    all.addAllClusters(Decoded.clusters(resources));
    Decoded.endpoints(resources).forEach(assignment -> all.addClusters(holding(assignment)));
    all.addAllListeners(Decoded.listeners(resources));
    all.addAllListeners(holding(Decoded.routes(resources)));
    return Bootstrap.newBuilder()
        .setNode(Node.newBuilder().setId("validate").setCluster("validate"))
        .setStaticResources(all)
        .setDynamicResources(
            DynamicResources.newBuilder()
                .setAdsConfig(
                    ApiConfigSource.newBuilder()
                        .setApiType(ApiConfigSource.ApiType.DELTA_GRPC)
                        .setTransportApiVersion(ApiVersion.V3)
                        .addGrpcServices(
                            GrpcService.newBuilder()
                                .setEnvoyGrpc(EnvoyGrpc.newBuilder().setClusterName("xds-grpc")))))
        .build();
  }

  private static Cluster agent(String name) {
    Address socket =
        Address.newBuilder().setPipe(Pipe.newBuilder().setPath("/nowhere/" + name)).build();
    return Cluster.newBuilder()
        .setName(name)
        .setType(Cluster.DiscoveryType.STATIC)
        .setLoadAssignment(
            ClusterLoadAssignment.newBuilder()
                .setClusterName(name)
                .addEndpoints(
                    LocalityLbEndpoints.newBuilder()
                        .addLbEndpoints(
                            LbEndpoint.newBuilder()
                                .setEndpoint(Endpoint.newBuilder().setAddress(socket)))))
        .build();
  }

  private static Cluster holding(ClusterLoadAssignment assignment) {
    String name = "endpoints of " + assignment.getClusterName();
    return Cluster.newBuilder()
        .setName(name)
        .setType(Cluster.DiscoveryType.STATIC)
        .setLoadAssignment(assignment.toBuilder().setClusterName(name))
        .build();
  }

  private static List<Listener> holding(List<RouteConfiguration> routes) {
    List<Listener> listeners = new ArrayList<>();
    for (RouteConfiguration route : routes) {
      HttpConnectionManager manager =
          HttpConnectionManager.newBuilder()
              .setStatPrefix("routes")
              .setRouteConfig(route)
              .addHttpFilters(
                  HttpFilter.newBuilder()
                      .setName("envoy.filters.http.router")
                      .setTypedConfig(Deterministic.any(Router.getDefaultInstance())))
              .build();
      listeners.add(
          Listener.newBuilder()
              .setName("routes " + route.getName())
              .setAddress(Addresses.tcp("127.0.0.1", FIRST_PORT + listeners.size()))
              .addFilterChains(
                  FilterChain.newBuilder()
                      .addFilters(
                          Filter.newBuilder()
                              .setName("envoy.filters.network.http_connection_manager")
                              .setTypedConfig(Deterministic.any(manager))))
              .build());
    }
    return listeners;
  }
}
