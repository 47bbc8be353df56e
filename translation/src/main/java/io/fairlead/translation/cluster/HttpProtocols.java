package io.fairlead.translation.cluster;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.Http1ProtocolOptions;
import io.envoyproxy.envoy.config.core.v3.Http2ProtocolOptions;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions.ExplicitHttpConfig;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions.UseDownstreamHttpConfig;
import io.fairlead.model.policy.ConnectionPool;
import io.fairlead.model.policy.ConnectionPool.Version;
import io.fairlead.model.policy.OutlierDetection;
import io.fairlead.model.policy.Setting;
import io.fairlead.model.service.Protocol;
import io.fairlead.translation.encoding.Deterministic;
import java.util.Optional;

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
    spoken(protocol, Version.AS_DECLARED).ifPresent(options -> put(cluster, options));
  }

  /** What goes through the cluster is HTTP where its port says so; limits are for that alone. */
  static void declare(
      Cluster.Builder cluster,
      Protocol protocol,
      ConnectionPool pool,
      Setting<OutlierDetection> outliers,
      UpstreamTransport transport) {
    spoken(protocol, pool.http().version())
        .ifPresent(
            spoken -> {
              HttpProtocolOptions.Builder options = spoken.toBuilder();
              HttpLimits.limit(options, pool);
              if (outliers instanceof Setting.Said<OutlierDetection>(OutlierDetection said)) {
                NewerFields.takeForErrors(options, said.errors().statuses());
              }
              if (transport instanceof UpstreamTransport.Originated originated) {
                name(options, originated);
              }
              put(cluster, options.build());
            });
  }

  /** Whether nothing but HTTP/2 is spoken. */
  static boolean speaksHttp2(Protocol protocol, Version version) {
    return spoken(protocol, version)
        .filter(options -> options.getExplicitHttpConfig().hasHttp2ProtocolOptions())
        .isPresent();
  }

  private static Optional<HttpProtocolOptions> spoken(Protocol protocol, Version version) {
    return switch (protocol) {
      case HTTP, GRPC_WEB ->
          Optional.of(
              switch (version) {
                case UNSAID, AS_DECLARED -> HTTP1;
                case HTTP2 -> HTTP2;
                case AS_CALLER -> AS_CALLER;
              });
      case HTTP2, GRPC -> Optional.of(version == Version.AS_CALLER ? AS_CALLER : HTTP2);
      case AUTO -> Optional.of(AS_CALLER);
      case HTTPS, TLS, TCP, MONGO -> Optional.empty();
    };
  }

  private static void name(
      HttpProtocolOptions.Builder options, UpstreamTransport.Originated originated) {
    if (originated.asksForRequestedName()) {
      options
          .getUpstreamHttpProtocolOptionsBuilder()
          .setAutoSni(true)
          .setAutoSanValidation(originated.verifiesRequestedName());
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
