package io.fairlead.translation;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.FilterConfig;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.access_loggers.stream.v3.StdoutAccessLog;
import io.envoyproxy.envoy.extensions.clusters.dns.v3.DnsCluster;
import io.envoyproxy.envoy.extensions.clusters.dynamic_forward_proxy.v3.ClusterConfig;
import io.envoyproxy.envoy.extensions.filters.http.cors.v3.Cors;
import io.envoyproxy.envoy.extensions.filters.http.cors.v3.CorsPolicy;
import io.envoyproxy.envoy.extensions.filters.http.fault.v3.HTTPFault;
import io.envoyproxy.envoy.extensions.filters.http.grpc_web.v3.GrpcWeb;
import io.envoyproxy.envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit;
import io.envoyproxy.envoy.extensions.filters.http.ratelimit.v3.RateLimit;
import io.envoyproxy.envoy.extensions.filters.http.ratelimit.v3.RateLimitPerRoute;
import io.envoyproxy.envoy.extensions.filters.http.router.v3.Router;
import io.envoyproxy.envoy.extensions.filters.listener.http_inspector.v3.HttpInspector;
import io.envoyproxy.envoy.extensions.filters.listener.original_dst.v3.OriginalDst;
import io.envoyproxy.envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import io.envoyproxy.envoy.extensions.rate_limit_descriptors.expr.v3.Descriptor;
import io.envoyproxy.envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate;
import io.envoyproxy.envoy.extensions.retry.priority.previous_priorities.v3.PreviousPrioritiesConfig;
import io.envoyproxy.envoy.extensions.transport_sockets.proxy_protocol.v3.ProxyProtocolUpstreamTransport;
import io.envoyproxy.envoy.extensions.transport_sockets.raw_buffer.v3.RawBuffer;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;
import io.fairlead.api.istio.networking.nds.v1.NameTable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads encoded resources back, and writes messages as JSON. */
final class Decoded {

  private static final NewerMessages NEWER = new NewerMessages();

  private static final TypeRegistry TYPES =
      TypeRegistry.newBuilder()
          .add(
              Stream.of(
                      StdoutAccessLog.getDescriptor(),
                      io.envoyproxy.envoy.extensions.filters.network.sni_dynamic_forward_proxy.v3
                          .FilterConfig.getDescriptor(),
                      GrpcWeb.getDescriptor(),
                      HTTPFault.getDescriptor(),
                      Cors.getDescriptor(),
                      CorsPolicy.getDescriptor(),
                      PreviousPrioritiesConfig.getDescriptor(),
                      Router.getDescriptor(),
                      HttpInspector.getDescriptor(),
                      OriginalDst.getDescriptor(),
                      TlsInspector.getDescriptor(),
                      HttpConnectionManager.getDescriptor(),
                      TcpProxy.getDescriptor(),
                      PreviousHostsPredicate.getDescriptor(),
                      RawBuffer.getDescriptor(),
                      io.envoyproxy.envoy.extensions.filters.http.rbac.v3.RBAC.getDescriptor(),
                      io.envoyproxy.envoy.extensions.filters.network.rbac.v3.RBAC.getDescriptor(),
                      io.envoyproxy.envoy.extensions.path.match.uri_template.v3
                          .UriTemplateMatchConfig.getDescriptor(),
                      ProxyProtocolUpstreamTransport.getDescriptor(),
                      DnsCluster.getDescriptor(),
                      ClusterConfig.getDescriptor(),
                      DownstreamTlsContext.getDescriptor(),
                      UpstreamTlsContext.getDescriptor(),
                      HttpProtocolOptions.getDescriptor(),
                      FilterConfig.getDescriptor(),
                      RateLimitPerRoute.getDescriptor(),
                      RateLimit.getDescriptor(),
                      LocalRateLimit.getDescriptor(),
                      Descriptor.getDescriptor(),
                      io.envoyproxy.envoy.extensions.filters.network.local_ratelimit.v3
                          .LocalRateLimit.getDescriptor(),
                      io.envoyproxy.envoy.extensions.filters.http.set_filter_state.v3.Config
                          .getDescriptor())
                  .map(NEWER::newer)
                  .toList())
          .build();

  private Decoded() {}

  /** Name to version, type by type. */
  static Map<String, String> versions(XdsResources resources) {
    Map<String, String> versions = new TreeMap<>();
    Stream.of(
            resources.clusters(),
            resources.endpoints(),
            resources.listeners(),
            resources.routes(),
            List.of(resources.nameTable()))
        .flatMap(List::stream)
        .forEach(r -> versions.put(type(r) + " " + r.name(), r.version()));
    return versions;
  }

  private static String type(EncodedResource resource) {
    return resource.typeUrl().substring(resource.typeUrl().lastIndexOf('.') + 1);
  }

  static List<Cluster> clusters(XdsResources resources) {
    return resources.clusters().stream().map(r -> decode(r, Cluster.getDefaultInstance())).toList();
  }

  static List<ClusterLoadAssignment> endpoints(XdsResources resources) {
    return resources.endpoints().stream()
        .map(r -> decode(r, ClusterLoadAssignment.getDefaultInstance()))
        .toList();
  }

  static List<Listener> listeners(XdsResources resources) {
    return resources.listeners().stream()
        .map(r -> decode(r, Listener.getDefaultInstance()))
        .toList();
  }

  static List<RouteConfiguration> routes(XdsResources resources) {
    return resources.routes().stream()
        .map(r -> decode(r, RouteConfiguration.getDefaultInstance()))
        .toList();
  }

  static NameTable nameTable(XdsResources resources) {
    return decode(resources.nameTable(), NameTable.getDefaultInstance());
  }

  static String json(Message message) {
    try {
      return JsonFormat.printer().usingTypeRegistry(TYPES).print(NEWER.read(message, TYPES));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("an Any of a type that the tests do not know", e);
    }
  }

  @SuppressWarnings("unchecked") // a message's parser yields messages of its own type
  private static <M extends Message> M decode(EncodedResource resource, M type) {
    try {
      return (M) type.getParserForType().parseFrom(resource.value());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(resource.name(), e);
    }
  }
}
