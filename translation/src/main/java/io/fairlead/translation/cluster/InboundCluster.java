package io.fairlead.translation.cluster;

import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.LbPolicy;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.Endpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import io.fairlead.model.proxy.Interception;
import io.fairlead.model.service.Protocol;
import io.fairlead.translation.encoding.ResourceInput;
import io.fairlead.translation.naming.Addresses;
import io.fairlead.translation.naming.ResourceNames;
import io.fairlead.translation.scope.InboundPort;
import io.fairlead.translation.scope.IpFamilies;
import java.util.ArrayList;
import java.util.List;

/** The way from the proxy to one port of its own application. */
public record InboundCluster(int port, Protocol protocol, Reach reach) implements ResourceInput {

  private static final String LOOPBACK = "127.0.0.1";

  /** ORIGINAL_DST forgets a host after 5 s by default, and its connections with it. */
  private static final long NEVER_CLEANED_SECONDS = 315_360_000;

  /** Where the application is. */
  public sealed interface Reach {
    /** At the address that the peer connected to. */
    record AsAddressed(IpFamilies families) implements Reach {}

    /** On the loopback interface, because the proxy itself is bound to the address. */
    record OnLoopback() implements Reach {}
  }

  public static List<ResourceInput> of(
      List<InboundPort> ports, Interception interception, IpFamilies families) {
    List<ResourceInput> clusters = new ArrayList<>();
    switch (interception) {
      case Interception.Redirect ignored -> {
        ports.forEach(port -> clusters.add(at(port, new Reach.AsAddressed(families))));
        clusters.add(new FixedCluster.InboundPassthrough(families));
      }
      case Interception.Explicit ignored ->
          ports.forEach(port -> clusters.add(at(port, new Reach.OnLoopback())));
    }
    return clusters;
  }

  private static InboundCluster at(InboundPort port, Reach reach) {
    return new InboundCluster(port.number(), port.protocol(), reach);
  }

  @Override
  public String name() {
    return ResourceNames.inboundCluster(port);
  }

  @Override
  public Message build() {
    Cluster.Builder cluster = ClusterDefaults.carrying(name());
    // The application of a gRPC-Web port speaks gRPC; the proxy translates for it.
    HttpProtocols.declare(cluster, protocol == Protocol.GRPC_WEB ? Protocol.GRPC : protocol);
    return switch (reach) {
      case Reach.AsAddressed(IpFamilies families) ->
          cluster
              .setType(Cluster.DiscoveryType.ORIGINAL_DST)
              .setLbPolicy(LbPolicy.CLUSTER_PROVIDED)
              .setCleanupInterval(Duration.newBuilder().setSeconds(NEVER_CLEANED_SECONDS))
              .setUpstreamBindConfig(InboundSource.bind(families))
              .build();
      case Reach.OnLoopback ignored ->
          cluster.setType(Cluster.DiscoveryType.STATIC).setLoadAssignment(loopback()).build();
    };
  }

  private ClusterLoadAssignment loopback() {
    LbEndpoint application =
        LbEndpoint.newBuilder()
            .setEndpoint(Endpoint.newBuilder().setAddress(Addresses.tcp(LOOPBACK, port)))
            .build();
    return ClusterLoadAssignment.newBuilder()
        .setClusterName(name())
        .addEndpoints(LocalityLbEndpoints.newBuilder().addLbEndpoints(application))
        .build();
  }
}
