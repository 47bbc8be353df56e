package io.fairlead.translation.security;

import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CombinedCertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import io.fairlead.model.policy.ClientTls;
import io.fairlead.model.policy.ClientTls.Proof;
import io.fairlead.model.policy.ClientTls.Trust;
import io.fairlead.model.policy.KeyFiles;
import io.fairlead.translation.naming.ResourceNames;
import java.util.List;

/**
 * TLS to servers outside of the mesh. Certificates are files on the host, which its agent reads and
 * hands over under Istio's names, so that they are read again when they change, credentials that
 * the control plane hands over, or authorities that the rule itself holds.
 */
public final class OriginatedTls {

  private static final List<String> HTTP2 = List.of("h2");

  /** Of no certificate that anybody could make. */
  private static final String NO_HASH = "00".repeat(32);

  private OriginatedTls() {}

  /** Where the caller has not been given what it would need. */
  public static TransportSocket believingNobody() {
    return TlsContexts.socket(
        "envoy.transport_sockets.tls",
        UpstreamTlsContext.newBuilder()
            .setCommonTlsContext(
                CommonTlsContext.newBuilder()
                    .setTlsParams(TlsContexts.VERSIONS)
                    .setValidationContext(
                        CertificateValidationContext.newBuilder()
                            .addVerifyCertificateHash(NO_HASH)))
            .build());
  }

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
    switch (tls.own()) {
      case Proof.Nothing ignored -> {}
      case Proof.InFiles(KeyFiles files) ->
          common.addTlsCertificateSdsSecretConfigs(Secrets.inFiles(files));
      case Proof.Held(String credential) ->
          common.addTlsCertificateSdsSecretConfigs(
              Secrets.held(ResourceNames.credential(credential)));
    }
    switch (tls.trust()) {
      case Trust.Anybody ignored ->
          common.setValidationContext(CertificateValidationContext.getDefaultInstance());
      case Trust.Host(String revocations) ->
          common.setCombinedValidationContext(roots(Secrets.rootsOfHost(revocations), names));
      case Trust.Authorities(String file, String revocations) ->
          common.setCombinedValidationContext(roots(Secrets.rootsInFile(file, revocations), names));
      case Trust.Given(String pem) ->
          common.setValidationContext(
              CertificateValidationContext.newBuilder()
                  .setTrustedCa(DataSource.newBuilder().setInlineString(pem))
                  .addAllMatchTypedSubjectAltNames(PeerNames.exactly(names)));
      case Trust.Held(String credential) ->
          common.setCombinedValidationContext(
              roots(Secrets.held(ResourceNames.credentialRoots(credential)), names));
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
