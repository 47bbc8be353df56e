package io.fairlead.translation.listener;

import com.google.protobuf.BoolValue;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.protobuf.UInt32Value;
import io.envoyproxy.envoy.config.core.v3.AggregatedConfigSource;
import io.envoyproxy.envoy.config.core.v3.ApiVersion;
import io.envoyproxy.envoy.config.core.v3.ConfigSource;
import io.envoyproxy.envoy.config.core.v3.Http1ProtocolOptions;
import io.envoyproxy.envoy.config.core.v3.Http2ProtocolOptions;
import io.envoyproxy.envoy.config.core.v3.HttpProtocolOptions;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.filters.http.cors.v3.Cors;
import io.envoyproxy.envoy.extensions.filters.http.fault.v3.HTTPFault;
import io.envoyproxy.envoy.extensions.filters.http.grpc_web.v3.GrpcWeb;
import io.envoyproxy.envoy.extensions.filters.http.router.v3.Router;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.ForwardClientCertDetails;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.SetCurrentClientCertDetails;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.Rds;
import io.fairlead.model.policy.RequestLimit;
import io.fairlead.model.policy.Setting;
import io.fairlead.model.service.Protocol;
import io.fairlead.translation.access.AccessFilters;
import io.fairlead.translation.encoding.Deterministic;
import io.fairlead.translation.limit.LimitFilters;
import io.fairlead.translation.naming.ResourceNames;
import io.fairlead.translation.route.RouteFilters;
import io.fairlead.translation.route.VirtualHosts;
import io.fairlead.translation.scope.InboundPort;
import io.fairlead.translation.security.Access;
import io.fairlead.translation.telemetry.AccessLogs;
import java.util.List;

/**
 * HTTP connection managers. What an idle or slow client can hold is limited, what a working one
 * needs is not: streams may be silent for as long as they like.
 */
final class HttpManagers {

  private static final int MAX_HEADERS = 200;
  private static final int MAX_STREAMS = 1024;
  private static final int STREAM_WINDOW = 4 << 20;
  private static final int CONNECTION_WINDOW = 16 << 20;
  private static final long HEADERS_SECONDS = 60;
  private static final long IDLE_CONNECTION_SECONDS = 3600;

  private HttpManagers() {}

  /**
   * Routes by the named routes; {@code alpn} replaces what clusters offer to mesh peers, if any.
   */
  static Filter outbound(String statPrefix, NamedRoutes routes, List<String> alpn) {
    HttpConnectionManager.Builder manager = manager(statPrefix).setRds(told(routes.name()));
    if (!alpn.isEmpty()) {
      manager.addHttpFilters(UpstreamAlpn.filter(alpn));
    }
    return finish(followingRoutes(manager, routes.limits()));
  }

  /** With filters that do nothing until a route says so; routes come and go without a listener. */
  private static HttpConnectionManager.Builder followingRoutes(
      HttpConnectionManager.Builder manager, List<RequestLimit> limits) {
    manager
        .addHttpFilters(filter(RouteFilters.FAULT, HTTPFault.getDefaultInstance()))
        .addHttpFilters(filter(RouteFilters.CORS, Cors.getDefaultInstance()));
    limits.forEach(limit -> manager.addAllHttpFilters(LimitFilters.sleeping(limit)));
    return manager;
  }

  private static Rds told(String routes) {
    return Rds.newBuilder()
        .setRouteConfigName(routes)
        .setConfigSource(
            ConfigSource.newBuilder()
                .setAds(AggregatedConfigSource.getDefaultInstance())
                .setInitialFetchTimeout(Duration.getDefaultInstance())
                .setResourceApiVersion(ApiVersion.V3))
        .build();
  }

  /**
   * For clients that nobody vouches for: what they say of where they come from does not count.
   *
   * @param limit of all requests, whatever route they take
   */
  static Filter edge(
      String statPrefix, NamedRoutes routes, Setting<RequestLimit> limit, Access access) {
    HttpConnectionManager.Builder manager =
        manager(statPrefix)
            .setRds(told(routes.name()))
            .setUseRemoteAddress(BoolValue.of(true))
            .setForwardClientCertDetails(ForwardClientCertDetails.SANITIZE_SET)
            .setSetCurrentClientCertDetails(
                SetCurrentClientCertDetails.newBuilder()
                    .setSubject(BoolValue.of(true))
                    .setCert(true)
                    .setDns(true)
                    .setUri(true))
            .addAllHttpFilters(AccessFilters.requests(access));
    if (limit instanceof Setting.Said<RequestLimit>(RequestLimit known)) {
      manager.addAllHttpFilters(LimitFilters.awake(known));
    }
    return finish(followingRoutes(manager, routes.limits()));
  }

  /**
   * Tells the application who called, in x-forwarded-client-cert; whatever the caller wrote there
   * itself is thrown away.
   */
  static Filter inbound(String statPrefix, InboundPort port, Access access) {
    HttpConnectionManager.Builder manager = manager(statPrefix);
    manager
        .setRouteConfig(
            RouteConfiguration.newBuilder()
                .setName(ResourceNames.inboundCluster(port.number()))
                .setValidateClusters(BoolValue.of(false))
                .addVirtualHosts(VirtualHosts.inbound(port)))
        .setForwardClientCertDetails(ForwardClientCertDetails.SANITIZE_SET)
        .setSetCurrentClientCertDetails(
            SetCurrentClientCertDetails.newBuilder().setSubject(BoolValue.of(true)).setUri(true))
        .addAllHttpFilters(AccessFilters.requests(access));
    if (port.protocol() == Protocol.GRPC_WEB) {
      manager.addHttpFilters(filter("envoy.filters.http.grpc_web", GrpcWeb.getDefaultInstance()));
    }
    if (port.limits().requests() instanceof Setting.Said<RequestLimit>(RequestLimit limit)) {
      manager.addAllHttpFilters(LimitFilters.sleeping(limit));
    }
    return finish(manager);
  }

  private static HttpConnectionManager.Builder manager(String statPrefix) {
    return HttpConnectionManager.newBuilder()
        .setStatPrefix(statPrefix)
        .setServerName("istio-envoy")
        .setUseRemoteAddress(BoolValue.of(false))
        .setNormalizePath(BoolValue.of(true))
        .setProxy100Continue(true)
        .setRequestHeadersTimeout(Duration.newBuilder().setSeconds(HEADERS_SECONDS))
        .setStreamIdleTimeout(Duration.getDefaultInstance())
        .setCommonHttpProtocolOptions(
            HttpProtocolOptions.newBuilder()
                .setMaxHeadersCount(UInt32Value.of(MAX_HEADERS))
                .setIdleTimeout(Duration.newBuilder().setSeconds(IDLE_CONNECTION_SECONDS)))
        .setHttpProtocolOptions(Http1ProtocolOptions.newBuilder().setAcceptHttp10(true))
        .setHttp2ProtocolOptions(
            Http2ProtocolOptions.newBuilder()
                .setMaxConcurrentStreams(UInt32Value.of(MAX_STREAMS))
                .setInitialStreamWindowSize(UInt32Value.of(STREAM_WINDOW))
                .setInitialConnectionWindowSize(UInt32Value.of(CONNECTION_WINDOW)))
        .addUpgradeConfigs(
            HttpConnectionManager.UpgradeConfig.newBuilder().setUpgradeType("websocket"))
        .addAccessLog(AccessLogs.ALL);
  }

  private static Filter finish(HttpConnectionManager.Builder manager) {
    manager.addHttpFilters(filter("envoy.filters.http.router", Router.getDefaultInstance()));
    return Filter.newBuilder()
        .setName("envoy.filters.network.http_connection_manager")
        .setTypedConfig(Deterministic.any(manager.build()))
        .build();
  }

  static HttpFilter filter(String name, Message config) {
    return HttpFilter.newBuilder().setName(name).setTypedConfig(Deterministic.any(config)).build();
  }
}
