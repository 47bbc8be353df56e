package io.fairlead.translation.security;

import com.google.protobuf.BoolValue;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.core.v3.ApiConfigSource;
import io.envoyproxy.envoy.config.core.v3.ApiVersion;
import io.envoyproxy.envoy.config.core.v3.ConfigSource;
import io.envoyproxy.envoy.config.core.v3.GrpcService;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.extensions.transport_sockets.raw_buffer.v3.RawBuffer;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CombinedCertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SubjectAltNameMatcher;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsParameters;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsParameters.TlsProtocol;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import io.fairlead.translation.encoding.Deterministic;
import io.fairlead.translation.naming.ResourceNames;
import java.util.List;

/**
 * Mutual TLS of the mesh, both ends. Key and roots always come from the agent by SDS. {@code
 * istio-peer-exchange} is never offered: whoever agrees on it gets a binary preamble before the
 * first bytes.
 */
public final class TlsContexts {

  private static final String CERTIFICATE = "default";
  private static final String ROOTS = "ROOTCA";

  private TlsContexts() {}

  /** Calls a peer that must prove to be one of {@code identities}. */
  public static TransportSocket upstream(
      String serverName, List<String> alpn, List<String> identities) {
    CertificateValidationContext.Builder accepted = CertificateValidationContext.newBuilder();
    for (String identity : identities) {
      accepted.addMatchTypedSubjectAltNames(
          uri(StringMatcher.newBuilder().setExact(identity).build()));
    }
    return socket(
        "envoy.transport_sockets.tls",
        UpstreamTlsContext.newBuilder()
            .setCommonTlsContext(common(alpn, accepted.build()))
            .setSni(serverName)
            .build());
  }

  /** Answers peers that prove any identity that begins with {@code identityPrefix}. */
  public static TransportSocket downstream(List<String> alpn, String identityPrefix) {
    return downstream(alpn, PeerNames.orPrefix(List.of(), identityPrefix));
  }

  static TransportSocket downstream(List<String> alpn, List<SubjectAltNameMatcher> names) {
    CertificateValidationContext accepted =
        CertificateValidationContext.newBuilder().addAllMatchTypedSubjectAltNames(names).build();
    return socket(
        DownstreamTlsContext.newBuilder()
            .setCommonTlsContext(common(alpn, accepted))
            .setRequireClientCertificate(BoolValue.of(true))
            .build());
  }

  public static TransportSocket plaintext() {
    return socket("envoy.transport_sockets.raw_buffer", RawBuffer.getDefaultInstance());
  }

  private static CommonTlsContext common(List<String> alpn, CertificateValidationContext accepted) {
    return CommonTlsContext.newBuilder()
        .setTlsParams(
            TlsParameters.newBuilder()
                .setTlsMinimumProtocolVersion(TlsProtocol.TLSv1_2)
                .setTlsMaximumProtocolVersion(TlsProtocol.TLSv1_3))
        .addAllAlpnProtocols(alpn)
        .addTlsCertificateSdsSecretConfigs(secret(CERTIFICATE))
        .setCombinedValidationContext(
            CombinedCertificateValidationContext.newBuilder()
                .setDefaultValidationContext(accepted)
                .setValidationContextSdsSecretConfig(secret(ROOTS)))
        .build();
  }

  /**
   * Waits for the agent as long as it takes: a proxy that gave up would serve without a
   * certificate.
   */
  private static SdsSecretConfig secret(String name) {
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
                        .setApiType(ApiConfigSource.ApiType.GRPC)
                        .setTransportApiVersion(ApiVersion.V3)
                        .setSetNodeOnFirstMessageOnly(true)
                        .addGrpcServices(agent))
                .setInitialFetchTimeout(Duration.getDefaultInstance())
                .setResourceApiVersion(ApiVersion.V3))
        .build();
  }

  private static SubjectAltNameMatcher uri(StringMatcher matcher) {
    return SubjectAltNameMatcher.newBuilder()
        .setSanType(SubjectAltNameMatcher.SanType.URI)
        .setMatcher(matcher)
        .build();
  }

  static TransportSocket socket(DownstreamTlsContext server) {
    return socket("envoy.transport_sockets.tls", server);
  }

  private static TransportSocket socket(String name, Message config) {
    return TransportSocket.newBuilder()
        .setName(name)
        .setTypedConfig(Deterministic.any(config))
        .build();
  }
}
