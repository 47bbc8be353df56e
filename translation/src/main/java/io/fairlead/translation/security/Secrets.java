package io.fairlead.translation.security;

import com.google.protobuf.Duration;
import io.envoyproxy.envoy.config.core.v3.ApiConfigSource;
import io.envoyproxy.envoy.config.core.v3.ApiConfigSource.ApiType;
import io.envoyproxy.envoy.config.core.v3.ApiVersion;
import io.envoyproxy.envoy.config.core.v3.ConfigSource;
import io.envoyproxy.envoy.config.core.v3.GrpcService;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig;
import io.fairlead.translation.naming.ResourceNames;

/** Secrets that the host's agent hands to the proxy. */
final class Secrets {

  private Secrets() {}

  /**
   * @param patience how long the proxy does without before it goes on; none: it waits
   */
  static SdsSecretConfig of(String name, ApiType type, Duration patience) {
    GrpcService agent =
        GrpcService.newBuilder()
            .setEnvoyGrpc(
                GrpcService.EnvoyGrpc.newBuilder().setClusterName(ResourceNames.SDS_CLUSTER))
            .build();
    return SdsSecretConfig.newBuilder()
        .setName(name)
        .setSdsConfig(
            ConfigSource.newBuilder()
                .setApiConfigSource(
                    ApiConfigSource.newBuilder()
                        .setApiType(type)
                        .setTransportApiVersion(ApiVersion.V3)
                        .setSetNodeOnFirstMessageOnly(true)
                        .addGrpcServices(agent))
                .setInitialFetchTimeout(patience)
                .setResourceApiVersion(ApiVersion.V3))
        .build();
  }
}
