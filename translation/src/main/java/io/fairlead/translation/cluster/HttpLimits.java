package io.fairlead.translation.cluster;

import com.google.protobuf.UInt32Value;
import io.envoyproxy.envoy.config.core.v3.Http2ProtocolOptions;
import io.envoyproxy.envoy.config.core.v3.KeepaliveSettings;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;
import io.fairlead.model.policy.ConnectionPool;
import io.fairlead.model.policy.ConnectionPool.Pings;
import io.fairlead.model.policy.Setting;
import io.fairlead.model.policy.TimeLimit;
import io.fairlead.translation.encoding.Durations;

/** Sets what a policy says of connections that carry HTTP. */
final class HttpLimits {

  private HttpLimits() {}

  static void limit(HttpProtocolOptions.Builder options, ConnectionPool pool) {
    Setting<TimeLimit> idle = pool.http().idleTimeout().over(pool.tcp().idleTimeout());
    if (idle.isSet()) {
      options
          .getCommonHttpProtocolOptionsBuilder()
          .setIdleTimeout(Durations.of(idle.or(TimeLimit.NONE)));
    }
    if (pool.http().limits().requestsPerConnection() > 0) {
      options
          .getCommonHttpProtocolOptionsBuilder()
          .setMaxRequestsPerConnection(
              UInt32Value.of(pool.http().limits().requestsPerConnection()));
    }
    if (pool.tcp().maxDuration().isSet()) {
      options
          .getCommonHttpProtocolOptionsBuilder()
          .setMaxConnectionDuration(Durations.of(pool.tcp().maxDuration()));
    }
    if (options.getExplicitHttpConfig().hasHttp2ProtocolOptions()) {
      limit(options.getExplicitHttpConfigBuilder().getHttp2ProtocolOptionsBuilder(), pool.http());
    }
  }

  private static void limit(Http2ProtocolOptions.Builder http2, ConnectionPool.Http pool) {
    if (pool.limits().streamsPerConnection() > 0) {
      http2.setMaxConcurrentStreams(UInt32Value.of(pool.limits().streamsPerConnection()));
    }
    if (pool.pings() instanceof Setting.Said<Pings>(Pings(TimeLimit every, TimeLimit timeout))) {
      http2.setConnectionKeepalive(
          KeepaliveSettings.newBuilder()
              .setInterval(Durations.of(every))
              .setTimeout(Durations.of(timeout)));
    }
  }
}
