package io.fairlead.translation.security;

import com.google.protobuf.Duration;
import io.envoyproxy.envoy.config.core.v3.AggregatedConfigSource;
import io.envoyproxy.envoy.config.core.v3.ApiConfigSource;
import io.envoyproxy.envoy.config.core.v3.ApiConfigSource.ApiType;
import io.envoyproxy.envoy.config.core.v3.ApiVersion;
import io.envoyproxy.envoy.config.core.v3.ConfigSource;
import io.envoyproxy.envoy.config.core.v3.GrpcService;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig;
import io.fairlead.model.policy.KeyFiles;
import io.fairlead.translation.naming.ResourceNames;

/** What a proxy asks for by name, and whom: its host's agent, or the control plane. */
final class Secrets {

  /** A file that is not there shall keep no proxy from starting. */
  private static final Duration PATIENCE = Duration.newBuilder().setSeconds(5).build();

  private static final String ROOTS_IN_FILE = "file-root:";
  private static final String ROOTS_OF_HOST = "system";

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

  /** What the agent reads from two files of the host, and again when they change. */
  static SdsSecretConfig inFiles(KeyFiles files) {
    return inFile("file-cert:" + files.certificate() + "~" + files.key());
  }

  /**
   * Roots that the agent reads.
   *
   * @param revocations another file, which says who is believed no more; empty: there is none
   */
  static SdsSecretConfig rootsInFile(String file, String revocations) {
    return inFile(ROOTS_IN_FILE + file + (revocations.isEmpty() ? "" : "~" + revocations));
  }

  /** Whom the host trusts. */
  static SdsSecretConfig rootsOfHost(String revocations) {
    return rootsInFile(ROOTS_OF_HOST, revocations);
  }

  private static SdsSecretConfig inFile(String name) {
    return of(name, ApiType.DELTA_GRPC, PATIENCE);
  }

  /**
   * What the control plane holds. Not waited for: one credential that nobody has must not keep the
   * others from being served.
   */
  static SdsSecretConfig held(String name) {
    return SdsSecretConfig.newBuilder()
        .setName(name)
        .setSdsConfig(
            ConfigSource.newBuilder()
                .setAds(AggregatedConfigSource.getDefaultInstance())
                .setResourceApiVersion(ApiVersion.V3))
        .build();
  }
}
