package io.fairlead.translation.security;

import com.google.protobuf.BoolValue;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.core.v3.ApiConfigSource.ApiType;
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
import io.fairlead.translation.encoding.Deterministic;
import java.util.List;

/**
 * Mutual TLS of the mesh, both ends. Key and roots always come from the agent by SDS. {@code
 * istio-peer-exchange} is never offered: whoever agrees on it gets a binary preamble before the
 * first bytes.
 */
public final class TlsContexts {

  private static final String CERTIFICATE = "default";
  private static final String ROOTS = "ROOTCA";

  static final TlsParameters VERSIONS =
      TlsParameters.newBuilder()
          .setTlsMinimumProtocolVersion(TlsProtocol.TLSv1_2)
          .setTlsMaximumProtocolVersion(TlsProtocol.TLSv1_3)
          .build();

  private TlsContexts() {}

  /** Calls a peer that must prove one of {@code names}; of none, any of the mesh will do. */
  public static TransportSocket upstream(String serverName, List<String> alpn, List<String> names) {
    CertificateValidationContext accepted =
        CertificateValidationContext.newBuilder()
            .addAllMatchTypedSubjectAltNames(PeerNames.exactly(names))
            .build();
    return socket(
        "envoy.transport_sockets.tls",
        UpstreamTlsContext.newBuilder()
            .setCommonTlsContext(common(alpn, accepted))
            .setSni(serverName)
            .build());
  }

  /** Answers the peers that are let in, whatever they may do. */
  public static TransportSocket downstream(List<String> alpn, PeerAdmission admission) {
    return downstream(alpn, PeerNames.orPrefix(List.of(), admission.identityPrefixes()));
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
        .setTlsParams(VERSIONS)
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
    return Secrets.of(name, ApiType.GRPC, Duration.getDefaultInstance());
  }

  static TransportSocket socket(DownstreamTlsContext server) {
    return socket("envoy.transport_sockets.tls", server);
  }

  static TransportSocket socket(String name, Message config) {
    return TransportSocket.newBuilder()
        .setName(name)
        .setTypedConfig(Deterministic.any(config))
        .build();
  }
}
