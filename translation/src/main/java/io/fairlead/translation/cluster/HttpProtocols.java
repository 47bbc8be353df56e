package io.fairlead.translation.cluster;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.UInt32Value;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.Http1ProtocolOptions;
import io.envoyproxy.envoy.config.core.v3.Http2ProtocolOptions;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions.ExplicitHttpConfig;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions.UseDownstreamHttpConfig;
import io.fairlead.model.service.Protocol;
import io.fairlead.translation.encoding.Deterministic;

/** Which HTTP a cluster speaks, where HTTP goes through it. */
final class HttpProtocols {

  private static final String KEY = "envoy.extensions.upstreams.http.v3.HttpProtocolOptions";
  private static final long PASSTHROUGH_IDLE_SECONDS = 300;

  private static final HttpProtocolOptions HTTP1 =
      explicit(
          ExplicitHttpConfig.newBuilder()
              .setHttpProtocolOptions(Http1ProtocolOptions.getDefaultInstance())
              .build());
  private static final HttpProtocolOptions HTTP2 =
      explicit(
          ExplicitHttpConfig.newBuilder()
              .setHttp2ProtocolOptions(Http2ProtocolOptions.getDefaultInstance())
              .build());
  private static final HttpProtocolOptions AS_CALLER =
      HttpProtocolOptions.newBuilder()
          .setUseDownstreamProtocolConfig(
              UseDownstreamHttpConfig.newBuilder()
                  .setHttpProtocolOptions(Http1ProtocolOptions.getDefaultInstance())
                  .setHttp2ProtocolOptions(Http2ProtocolOptions.getDefaultInstance()))
          .build();

  private HttpProtocols() {}

  static void declare(Cluster.Builder cluster, Protocol protocol) {
    declare(cluster, protocol, 0);
  }

  /**
   * @param requestsPerConnection 0: without a limit
   */
  static void declare(Cluster.Builder cluster, Protocol protocol, int requestsPerConnection) {
    switch (protocol) {
      case HTTP, GRPC_WEB -> put(cluster, limited(HTTP1, requestsPerConnection));
      case HTTP2, GRPC -> put(cluster, limited(HTTP2, requestsPerConnection));
      case AUTO -> put(cluster, limited(AS_CALLER, requestsPerConnection));
      case HTTPS, TLS, TCP, MONGO -> {}
    }
  }

  private static HttpProtocolOptions limited(HttpProtocolOptions options, int requests) {
    return requests == 0
        ? options
        : options.toBuilder()
            .setCommonHttpProtocolOptions(
                io.envoyproxy.envoy.config.core.v3.HttpProtocolOptions.newBuilder()
                    .setMaxRequestsPerConnection(UInt32Value.of(requests)))
            .build();
  }

  /** Towards hosts that nobody declared: as the caller does, and with idle connections let go. */
  static void passThrough(Cluster.Builder cluster) {
    put(
        cluster,
        AS_CALLER.toBuilder()
            .setCommonHttpProtocolOptions(
                io.envoyproxy.envoy.config.core.v3.HttpProtocolOptions.newBuilder()
                    .setIdleTimeout(Duration.newBuilder().setSeconds(PASSTHROUGH_IDLE_SECONDS)))
            .build());
  }

  private static HttpProtocolOptions explicit(ExplicitHttpConfig config) {
    return HttpProtocolOptions.newBuilder().setExplicitHttpConfig(config).build();
  }

  private static void put(Cluster.Builder cluster, HttpProtocolOptions options) {
    Any any = Deterministic.any(options);
    cluster.putTypedExtensionProtocolOptions(KEY, any);
  }
}
