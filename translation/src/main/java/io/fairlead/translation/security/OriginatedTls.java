package io.fairlead.translation.security;

import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CombinedCertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import io.fairlead.model.policy.ClientTls;
import io.fairlead.model.policy.ClientTls.Trust;
import io.fairlead.model.policy.KeyFiles;
import java.util.List;

/**
 * TLS to servers outside of the mesh. Certificates are files on the host, which its agent reads and
 * hands over under Istio's names, so that they are read again when they change.
 */
public final class OriginatedTls {

  private static final String ROOTS_OF_HOST = "system";
  private static final List<String> HTTP2 = List.of("h2");

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
    for (KeyFiles own : tls.own()) {
      common.addTlsCertificateSdsSecretConfigs(Secrets.inFiles(own));
    }
    switch (tls.trust()) {
      case Trust.Anybody ignored ->
          common.setValidationContext(CertificateValidationContext.getDefaultInstance());
      case Trust.Host ignored ->
          common.setCombinedValidationContext(roots(Secrets.rootsOfHost(""), names));
      case Trust.Authorities(String file) ->
          common.setCombinedValidationContext(roots(Secrets.rootsInFile(file, ""), names));
    }
    return TlsContexts.socket(
        "envoy.transport_sockets.tls",
        UpstreamTlsContext.newBuilder()
            .setCommonTlsContext(common)
            .setSni(tls.server().sni())
            .build());
  }

  private static CombinedCertificateValidationContext roots(
      SdsSecretConfig roots, List<String> names) {
    return CombinedCertificateValidationContext.newBuilder()
        .setDefaultValidationContext(
            CertificateValidationContext.newBuilder()
                .addAllMatchTypedSubjectAltNames(PeerNames.exactly(names)))
        .setValidationContextSdsSecretConfig(roots)
        .build();
  }
}
