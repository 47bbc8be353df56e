package io.fairlead.conformance.envoy;

import com.google.protobuf.Any;
import io.envoyproxy.envoy.config.bootstrap.v3.Admin;
import io.envoyproxy.envoy.config.bootstrap.v3.Bootstrap;
import io.envoyproxy.envoy.config.bootstrap.v3.Bootstrap.StaticResources;
import io.envoyproxy.envoy.config.bootstrap.v3.ClusterManager;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.Endpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.listener.v3.ListenerFilter;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.filters.listener.proxy_protocol.v3.ProxyProtocol;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsCertificate;
import io.fairlead.peers.tls.TestTls;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The configuration of a captured host as one file for an Envoy on loopback. Each listener gets a
 * port of its own, and reads from a PROXY header what the kernel would tell of a redirected
 * connection; everything behind that is as the control plane said it.
 */
final class LoopbackBootstrap {

  private static final String ORIGINAL_DST = "envoy.filters.listener.original_dst";

  /** As the bootstrap of an agent has it; nobody calls it. */
  private static final Cluster LOCAL =
      Cluster.newBuilder()
          .setName(EnvoyConfig.LOCAL_CLUSTER)
          .setEdsClusterConfig(Cluster.EdsClusterConfig.getDefaultInstance())
          .build();

  private LoopbackBootstrap() {}

  static Bootstrap of(EnvoyConfig config, LoopbackBackends backends, TestTls tls) {
    StaticResources.Builder all = StaticResources.newBuilder();
    Map<String, Integer> places = new HashMap<>(backends.all());
    places.putAll(JoinedHosts.inFront(backends.joined(), certificate(tls), all));
    Rewriting rewriting = new Rewriting(routes(config), places);
    Map<String, ClusterLoadAssignment> assignments =
        config.assignments().stream()
            .collect(Collectors.toMap(ClusterLoadAssignment::getClusterName, Function.identity()));
    for (Cluster cluster : config.clusters()) {
      all.addClusters(rewriting.rewrite(assigned(cluster, assignments)));
    }
    for (Listener listener : config.listeners()) {
      all.addListeners(rewriting.rewrite(onLoopback(listener)));
    }
    rewriting.secrets().forEach(name -> all.addSecrets(secret(name, tls)));
    all.addClusters(assigned(LOCAL, assignments));
    return Bootstrap.newBuilder()
        .setNode(Node.newBuilder().setLocality(config.place()))
        .setClusterManager(
            ClusterManager.newBuilder().setLocalClusterName(EnvoyConfig.LOCAL_CLUSTER))
        .setAdmin(Admin.newBuilder().setAddress(Rewriting.loopback(0)))
        .setStaticResources(all)
        .build();
  }

  private static Map<String, RouteConfiguration> routes(EnvoyConfig config) {
    return config.routes().stream()
        .collect(Collectors.toMap(RouteConfiguration::getName, Function.identity()));
  }

  private static Cluster assigned(Cluster cluster, Map<String, ClusterLoadAssignment> assignments) {
    if (cluster.getType() == Cluster.DiscoveryType.ORIGINAL_DST) {
      return anywhere(cluster);
    }
    if (!cluster.hasEdsClusterConfig()) {
      return cluster;
    }
    String service = cluster.getEdsClusterConfig().getServiceName();
    ClusterLoadAssignment none =
        ClusterLoadAssignment.newBuilder().setClusterName(cluster.getName()).build();
    return cluster.toBuilder()
        .clearEdsClusterConfig()
        .setType(Cluster.DiscoveryType.STATIC)
        .setLoadAssignment(
            assignments.getOrDefault(service.isEmpty() ? cluster.getName() : service, none))
        .build();
  }

  /** What would leave for wherever the application wanted goes to one backend instead. */
  private static Cluster anywhere(Cluster cluster) {
    Endpoint somewhere =
        Endpoint.newBuilder().setAddress(Rewriting.address(Rewriting.ANYWHERE, 0)).build();
    return cluster.toBuilder()
        .setType(Cluster.DiscoveryType.STATIC)
        .clearOriginalDstLbConfig()
        .setLbPolicy(Cluster.LbPolicy.ROUND_ROBIN)
        .setLoadAssignment(
            ClusterLoadAssignment.newBuilder()
                .setClusterName(cluster.getName())
                .addEndpoints(
                    LocalityLbEndpoints.newBuilder()
                        .addLbEndpoints(LbEndpoint.newBuilder().setEndpoint(somewhere))))
        .build();
  }

  private static Listener onLoopback(Listener listener) {
    Listener.Builder moved =
        listener.toBuilder()
            .setAddress(Rewriting.loopback(0))
            .clearAdditionalAddresses()
            .clearBindToPort()
            .clearUseOriginalDst()
            .clearListenerFilters()
            .addListenerFilters(
                ListenerFilter.newBuilder()
                    .setName("envoy.filters.listener.proxy_protocol")
                    .setTypedConfig(Any.pack(ProxyProtocol.getDefaultInstance())));
    listener.getListenerFiltersList().stream()
        .filter(filter -> !filter.getName().equals(ORIGINAL_DST))
        .forEach(moved::addListenerFilters);
    return moved.build();
  }

  /** Whatever is asked for is the one certificate of the tests, or the root that signed it. */
  private static Secret secret(String name, TestTls tls) {
    Secret.Builder secret = Secret.newBuilder().setName(name);
    boolean isRoot =
        name.equals("ROOTCA") || name.startsWith("file-root:") || name.endsWith("-cacert");
    return isRoot
        ? secret
            .setValidationContext(
                CertificateValidationContext.newBuilder().setTrustedCa(inline(tls.rootPem())))
            .build()
        : secret.setTlsCertificate(certificate(tls)).build();
  }

  private static TlsCertificate certificate(TestTls tls) {
    return TlsCertificate.newBuilder()
        .setCertificateChain(inline(tls.chain()))
        .setPrivateKey(inline(tls.key()))
        .build();
  }

  private static DataSource inline(String text) {
    return DataSource.newBuilder().setInlineString(text).build();
  }
}
