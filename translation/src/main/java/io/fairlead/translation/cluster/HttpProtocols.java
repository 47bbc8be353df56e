package io.fairlead.translation.cluster;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
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
    switch (protocol) {
      case HTTP, GRPC_WEB -> put(cluster, HTTP1);
      case HTTP2, GRPC -> put(cluster, HTTP2);
      case AUTO -> put(cluster, AS_CALLER);
      case HTTPS, TLS, TCP, MONGO -> {}
    }
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
