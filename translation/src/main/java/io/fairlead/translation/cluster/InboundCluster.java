package io.fairlead.translation.cluster;

import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.LbPolicy;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.Endpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import io.fairlead.model.policy.Setting;
import io.fairlead.model.proxy.Interception;
import io.fairlead.model.service.Protocol;
import io.fairlead.translation.encoding.ResourceInput;
import io.fairlead.translation.naming.Addresses;
import io.fairlead.translation.naming.ResourceNames;
import io.fairlead.translation.scope.InboundLimits;
import io.fairlead.translation.scope.InboundPort;
import io.fairlead.translation.scope.InboundPort.Reach;
import io.fairlead.translation.scope.IpFamilies;
import io.fairlead.translation.scope.OwnServices;
import java.util.ArrayList;
import java.util.List;

/** The way from the proxy to one port of its own application. */
public record InboundCluster(int port, Protocol protocol, Way way, InboundLimits limits)
    implements ResourceInput {

  private static final String LOOPBACK = "127.0.0.1";

  /** ORIGINAL_DST forgets a host after 5 s by default, and its connections with it. */
  private static final long NEVER_CLEANED_SECONDS = 315_360_000;

  /** How the application is reached. */
  sealed interface Way {
    /** At the address that the peer connected to. */
    record AsAddressed(IpFamilies families) implements Way {}

    record At(String address, int port) implements Way {}

    /** At an address whose traffic is captured, but for what comes from the proxy's own source. */
    record AtCaptured(String address, int port, IpFamilies families) implements Way {}

    record OnSocket(String path) implements Way {}
  }

  public static List<ResourceInput> of(
      OwnServices own, Interception interception, IpFamilies families) {
    List<ResourceInput> clusters = new ArrayList<>();
    for (InboundPort port : own.ports()) {
      clusters.add(
          new InboundCluster(
              port.number(),
              port.protocol(),
              way(port, interception, families),
              own.limitsAt(port.number())));
    }
    if (interception instanceof Interception.Redirect) {
      clusters.add(new FixedCluster.InboundPassthrough(families));
    }
    return clusters;
  }

  private static Way way(InboundPort port, Interception interception, IpFamilies families) {
    boolean isCaptured = interception instanceof Interception.Redirect;
    return switch (port.serving().reach()) {
      case Reach.AsHost ignored ->
          isCaptured ? new Way.AsAddressed(families) : new Way.At(LOOPBACK, port.number());
      case Reach.At(String address, int at) -> new Way.At(address, at);
      case Reach.AtOwn(String address, int at) ->
          isCaptured ? new Way.AtCaptured(address, at, families) : new Way.At(address, at);
      case Reach.OnSocket(String path) -> new Way.OnSocket(path);
    };
  }

  @Override
  public String name() {
    return ResourceNames.inboundCluster(port);
  }

  @Override
  public Message build() {
    Cluster.Builder cluster = ClusterDefaults.carrying(name());
    Pools.limit(cluster, limits.pool(), limits.retries());
    // The application of a gRPC-Web port speaks gRPC; the proxy translates for it.
    HttpProtocols.declare(
        cluster,
        protocol == Protocol.GRPC_WEB ? Protocol.GRPC : protocol,
        limits.pool(),
        Setting.unset(),
        new UpstreamTransport.Plain());
    return switch (way) {
      case Way.AsAddressed(IpFamilies families) ->
          cluster
              .setType(Cluster.DiscoveryType.ORIGINAL_DST)
              .setLbPolicy(LbPolicy.CLUSTER_PROVIDED)
              .setCleanupInterval(Duration.newBuilder().setSeconds(NEVER_CLEANED_SECONDS))
              .setUpstreamBindConfig(InboundSource.bind(families))
              .build();
      case Way.At(String address, int at) -> at(cluster, Addresses.tcp(address, at)).build();
      case Way.AtCaptured(String address, int at, IpFamilies families) ->
          at(cluster, Addresses.tcp(address, at))
              .setUpstreamBindConfig(InboundSource.bind(families))
              .build();
      case Way.OnSocket(String path) -> at(cluster, Addresses.pipe(path)).build();
    };
  }

  private Cluster.Builder at(Cluster.Builder cluster, Address address) {
    LbEndpoint application =
        LbEndpoint.newBuilder().setEndpoint(Endpoint.newBuilder().setAddress(address)).build();
    return cluster
        .setType(Cluster.DiscoveryType.STATIC)
        .setLoadAssignment(
            ClusterLoadAssignment.newBuilder()
                .setClusterName(name())
                .addEndpoints(LocalityLbEndpoints.newBuilder().addLbEndpoints(application)));
  }
}
