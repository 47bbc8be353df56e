package io.fairlead.translation.cluster;

import com.google.protobuf.UInt32Value;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.HealthCheck.GrpcHealthCheck;
import io.envoyproxy.envoy.config.core.v3.HealthCheck.HttpHealthCheck;
import io.envoyproxy.envoy.config.core.v3.HealthCheck.TcpHealthCheck;
import io.envoyproxy.envoy.type.v3.CodecClientType;
import io.fairlead.model.policy.HealthCheck;
import io.fairlead.model.policy.HealthCheck.Probe;
import io.fairlead.model.policy.Setting;
import io.fairlead.model.service.Protocol;
import io.fairlead.translation.encoding.Durations;

/** Asks endpoints whether they are well, where their port can be asked so. */
final class HealthChecks {

  private HealthChecks() {}

  static void ask(
      Cluster.Builder cluster,
      CalledPort called,
      Setting<HealthCheck> health,
      boolean speaksHttp2) {
    if (!(health instanceof Setting.Said<HealthCheck>(HealthCheck check))
        || !canBeAsked(check.probe(), called.protocol(), speaksHttp2)) {
      return;
    }
    io.envoyproxy.envoy.config.core.v3.HealthCheck.Builder asked =
        io.envoyproxy.envoy.config.core.v3.HealthCheck.newBuilder()
            .setInterval(Durations.of(check.interval()))
            // Envoy would ask every minute only until somebody calls.
            .setNoTrafficInterval(Durations.of(check.interval()))
            .setTimeout(Durations.of(check.timeout()))
            .setUnhealthyThreshold(UInt32Value.of(check.counts().unhealthy()))
            .setHealthyThreshold(UInt32Value.of(check.counts().healthy()));
    switch (check.probe()) {
      case Probe.Http(String path, String host) ->
          asked.setHttpHealthCheck(
              HttpHealthCheck.newBuilder()
                  .setPath(path)
                  .setHost(host.isEmpty() ? called.host().value() : host)
                  .setCodecClientType(speaksHttp2 ? CodecClientType.HTTP2 : CodecClientType.HTTP1));
      case Probe.Grpc(String service) ->
          asked.setGrpcHealthCheck(
              GrpcHealthCheck.newBuilder()
                  .setServiceName(service)
                  .setAuthority(called.host().value()));
      case Probe.Tcp ignored -> asked.setTcpHealthCheck(TcpHealthCheck.getDefaultInstance());
    }
    // An endpoint that was taken away is gone, however well it feels.
    cluster.addHealthChecks(asked).setIgnoreHealthOnHostRemoval(true);
  }

  private static boolean canBeAsked(Probe probe, Protocol protocol, boolean speaksHttp2) {
    return switch (probe) {
      case Probe.Http ignored -> protocol.isHttp() || protocol == Protocol.AUTO;
      case Probe.Grpc ignored -> speaksHttp2;
      case Probe.Tcp ignored -> true;
    };
  }
}
