package io.fairlead.translation.cluster;

import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.EdsClusterConfig;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.LbPolicy;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.TransportSocketMatch;
import io.envoyproxy.envoy.config.core.v3.AggregatedConfigSource;
import io.envoyproxy.envoy.config.core.v3.ApiVersion;
import io.envoyproxy.envoy.config.core.v3.ConfigSource;
import io.fairlead.model.policy.TrafficPolicy;
import io.fairlead.model.service.Protocol;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.translation.cluster.Upstream.AsNamed;
import io.fairlead.translation.cluster.Upstream.Assigned;
import io.fairlead.translation.cluster.Upstream.OriginalDestination;
import io.fairlead.translation.cluster.Upstream.Resolved;
import io.fairlead.translation.encoding.ResourceInput;
import io.fairlead.translation.naming.ResourceNames;
import io.fairlead.translation.security.Alpn;
import io.fairlead.translation.security.TlsContexts;
import java.util.List;

/**
 * The cluster of one port of a service.
 *
 * @param identities who may stand behind its endpoints, sorted; empty where nobody can prove any,
 *     so that mutual TLS is not even tried
 * @param policy how the endpoints are called
 */
public record OutboundCluster(
    ServiceHost host,
    int port,
    Protocol protocol,
    Upstream upstream,
    List<String> identities,
    TrafficPolicy policy)
    implements ResourceInput {

  public OutboundCluster {
    identities = List.copyOf(identities);
  }

  @Override
  public String name() {
    return ResourceNames.outboundCluster(port, host);
  }

  @Override
  public Message build() {
    Cluster.Builder cluster = ClusterDefaults.carrying(name(), policy.pool());
    HttpProtocols.declare(cluster, protocol, policy.pool().maxRequestsPerConnection());
    switch (upstream) {
      case AsNamed named -> NamedClusters.declare(cluster, named);
      case Assigned ignored -> assign(cluster);
      case Resolved resolved -> DnsClusters.declare(cluster, resolved, policy.balancing());
      case OriginalDestination ignored ->
          cluster
              .setType(Cluster.DiscoveryType.ORIGINAL_DST)
              .setLbPolicy(LbPolicy.CLUSTER_PROVIDED);
    }
    if (!identities.isEmpty()) {
      cluster.addTransportSocketMatches(mutualTls()).addTransportSocketMatches(plaintext());
    }
    return cluster.build();
  }

  /** Endpoints are waited for without end: a cluster that gave up would refuse every request. */
  private void assign(Cluster.Builder cluster) {
    cluster
        .setType(Cluster.DiscoveryType.EDS)
        .setLbPolicy(ClusterDefaults.balancing(policy.balancing()))
        .setEdsClusterConfig(
            EdsClusterConfig.newBuilder()
                .setServiceName(name())
                .setEdsConfig(
                    ConfigSource.newBuilder()
                        .setAds(AggregatedConfigSource.getDefaultInstance())
                        .setInitialFetchTimeout(Duration.getDefaultInstance())
                        .setResourceApiVersion(ApiVersion.V3)));
  }

  private TransportSocketMatch mutualTls() {
    Struct marked =
        Struct.newBuilder()
            .putFields("tlsMode", Value.newBuilder().setStringValue("istio").build())
            .build();
    return TransportSocketMatch.newBuilder()
        .setName("tlsMode-istio")
        .setMatch(marked)
        .setTransportSocket(
            TlsContexts.upstream(
                ResourceNames.serverName(port, host), Alpn.of(protocol), identities))
        .build();
  }

  private static TransportSocketMatch plaintext() {
    return TransportSocketMatch.newBuilder()
        .setName("tlsMode-disabled")
        .setMatch(Struct.getDefaultInstance())
        .setTransportSocket(TlsContexts.plaintext())
        .build();
  }
}
