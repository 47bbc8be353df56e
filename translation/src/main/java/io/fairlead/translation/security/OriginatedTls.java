package io.fairlead.translation.security;

import com.google.protobuf.Duration;
import io.envoyproxy.envoy.config.core.v3.ApiConfigSource.ApiType;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CombinedCertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import io.fairlead.model.policy.ClientTls;
import io.fairlead.model.policy.ClientTls.KeyPair;
import io.fairlead.model.policy.ClientTls.Trust;
import java.util.List;

/**
 * TLS to servers outside of the mesh. Certificates are files on the host, which its agent reads and
 * hands over under Istio's names, so that they are read again when they change.
 */
public final class OriginatedTls {

  private static final String ROOTS_OF_HOST = "system";
  private static final List<String> HTTP2 = List.of("h2");

  /** A file that is not there shall keep no proxy from starting. */
  private static final Duration PATIENCE = Duration.newBuilder().setSeconds(5).build();

  private OriginatedTls() {}

  /**
   * @param names of which the server must prove one; empty: none in particular
   */
  public static TransportSocket socket(
      ClientTls.Originated tls, List<String> names, boolean speaksHttp2) {
    CommonTlsContext.Builder common =
        CommonTlsContext.newBuilder().setTlsParams(TlsContexts.VERSIONS);
    if (speaksHttp2) {
      common.addAllAlpnProtocols(HTTP2);
    }
    for (KeyPair own : tls.own()) {
      common.addTlsCertificateSdsSecretConfigs(
          file("file-cert:" + own.certificateFile() + "~" + own.keyFile()));
    }
    switch (tls.trust()) {
      case Trust.Anybody ignored ->
          common.setValidationContext(CertificateValidationContext.getDefaultInstance());
      case Trust.Host ignored -> common.setCombinedValidationContext(roots(ROOTS_OF_HOST, names));
      case Trust.Authorities(String file) ->
          common.setCombinedValidationContext(roots(file, names));
    }
    return TlsContexts.socket(
        "envoy.transport_sockets.tls",
        UpstreamTlsContext.newBuilder()
            .setCommonTlsContext(common)
            .setSni(tls.server().sni())
            .build());
  }

  private static CombinedCertificateValidationContext roots(String file, List<String> names) {
    return CombinedCertificateValidationContext.newBuilder()
        .setDefaultValidationContext(
            CertificateValidationContext.newBuilder()
                .addAllMatchTypedSubjectAltNames(PeerNames.exactly(names)))
        .setValidationContextSdsSecretConfig(file("file-root:" + file))
        .build();
  }

  private static SdsSecretConfig file(String name) {
    return Secrets.of(name, ApiType.DELTA_GRPC, PATIENCE);
  }
}
