package io.fairlead.conformance.envoy;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.bootstrap.v3.Bootstrap.StaticResources;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.Endpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsCertificate;
import io.fairlead.peers.process.FreePort;
import java.util.HashMap;
import java.util.Map;

/**
 * What the proxies of joined hosts do for their backends: end the mesh's TLS. The JDK cannot, since
 * it refuses the server names that a mesh uses.
 */
final class JoinedHosts {

  private JoinedHosts() {}

  /** Puts a listener in front of each, and says where it takes connections instead. */
  static Map<String, Integer> inFront(
      Map<String, Integer> joined, TlsCertificate certificate, StaticResources.Builder all) {
    Map<String, Integer> fronts = new HashMap<>();
    joined.forEach(
        (place, backend) -> {
          int front = FreePort.next();
          String name = "joined " + place;
          all.addListeners(listener(name, front, certificate));
          all.addClusters(cluster(name, backend));
          fronts.put(place, front);
        });
    return fronts;
  }

  private static Listener listener(String name, int port, TlsCertificate certificate) {
    DownstreamTlsContext tls =
        DownstreamTlsContext.newBuilder()
            .setCommonTlsContext(CommonTlsContext.newBuilder().addTlsCertificates(certificate))
            .build();
    TcpProxy proxy = TcpProxy.newBuilder().setStatPrefix(name).setCluster(name).build();
    return Listener.newBuilder()
        .setName(name)
        .setAddress(Rewriting.loopback(port))
        .addFilterChains(
            FilterChain.newBuilder()
                .setTransportSocket(
                    TransportSocket.newBuilder()
                        .setName("envoy.transport_sockets.tls")
                        .setTypedConfig(Any.pack(tls)))
                .addFilters(filter(proxy)))
        .build();
  }

  private static Filter filter(Message proxy) {
    return Filter.newBuilder()
        .setName("envoy.filters.network.tcp_proxy")
        .setTypedConfig(Any.pack(proxy))
        .build();
  }

  private static Cluster cluster(String name, int port) {
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
                                .setEndpoint(
                                    Endpoint.newBuilder().setAddress(Rewriting.loopback(port))))))
        .build();
  }
}
