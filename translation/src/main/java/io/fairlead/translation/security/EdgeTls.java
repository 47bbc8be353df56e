package io.fairlead.translation.security;

import com.google.protobuf.BoolValue;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext.TrustChainVerification;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CombinedCertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsParameters;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsParameters.TlsProtocol;
import io.fairlead.model.policy.KeyFiles;
import io.fairlead.model.policy.ServerTls.Accepted;
import io.fairlead.model.policy.ServerTls.Certificates;
import io.fairlead.model.policy.ServerTls.Clients;
import io.fairlead.model.policy.ServerTls.Demand;
import io.fairlead.model.policy.ServerTls.Handshake;
import io.fairlead.model.policy.ServerTls.Roots;
import io.fairlead.model.policy.ServerTls.Terminated;
import io.fairlead.model.policy.ServerTls.TlsVersion;
import io.fairlead.translation.naming.ResourceNames;
import java.util.List;

/** The TLS of servers at the edge, for clients inside and outside of the mesh. */
public final class EdgeTls {

  private EdgeTls() {}

  /**
   * @param admission of the peers that the mesh's own TLS lets in, where no names are asked for
   */
  public static TransportSocket downstream(Terminated tls, PeerAdmission admission) {
    return switch (tls.certificates()) {
      case Certificates.OfWorkload ignored ->
          TlsContexts.downstream(
              Alpn.SERVER_HTTP,
              PeerNames.orPrefix(tls.clients().accepted().names(), admission.identityPrefixes()));
      case Certificates.Named(List<String> credentials) ->
          TlsContexts.socket(
              proved(
                  tls,
                  credentials.stream()
                      .map(name -> Secrets.held(ResourceNames.credential(name)))
                      .toList()));
      case Certificates.InFiles(List<KeyFiles> pairs) ->
          TlsContexts.socket(proved(tls, pairs.stream().map(Secrets::inFiles).toList()));
    };
  }

  private static DownstreamTlsContext proved(Terminated tls, List<SdsSecretConfig> certificates) {
    CommonTlsContext.Builder common =
        CommonTlsContext.newBuilder()
            .addAllAlpnProtocols(Alpn.SERVER_HTTP)
            .addAllTlsCertificateSdsSecretConfigs(certificates);
    handshake(common, tls.handshake());
    Clients clients = tls.clients();
    if (clients.demand() != Demand.NONE) {
      common.setCombinedValidationContext(
          CombinedCertificateValidationContext.newBuilder()
              .setDefaultValidationContext(accepted(clients.accepted()))
              .setValidationContextSdsSecretConfig(roots(clients, certificates)));
    }
    return DownstreamTlsContext.newBuilder()
        .setCommonTlsContext(common)
        .setRequireClientCertificate(BoolValue.of(clients.demand() == Demand.REQUIRED))
        .build();
  }

  private static SdsSecretConfig roots(Clients clients, List<SdsSecretConfig> certificates) {
    return switch (clients.roots()) {
      case Roots.OfServer ignored ->
          Secrets.held(ResourceNames.rootsOf(certificates.getFirst().getName()));
      case Roots.Named(String credential) ->
          Secrets.held(ResourceNames.credentialRoots(credential));
      case Roots.InFile(String file, String revocations) -> Secrets.rootsInFile(file, revocations);
    };
  }

  private static CertificateValidationContext accepted(Accepted accepted) {
    return CertificateValidationContext.newBuilder()
        .addAllMatchTypedSubjectAltNames(PeerNames.exactly(accepted.names()))
        .addAllVerifyCertificateSpki(accepted.keyHashes())
        .addAllVerifyCertificateHash(accepted.hashes())
        .setTrustChainVerification(
            accepted.isAnyIssuer()
                ? TrustChainVerification.ACCEPT_UNTRUSTED
                : TrustChainVerification.VERIFY_TRUST_CHAIN)
        .build();
  }

  private static void handshake(CommonTlsContext.Builder common, Handshake handshake) {
    if (handshake.equals(Handshake.STANDARD)) {
      return;
    }
    common.setTlsParams(
        TlsParameters.newBuilder()
            .setTlsMinimumProtocolVersion(version(handshake.min()))
            .setTlsMaximumProtocolVersion(version(handshake.max()))
            .addAllCipherSuites(handshake.ciphers()));
  }

  private static TlsProtocol version(TlsVersion version) {
    return switch (version) {
      case AUTO -> TlsProtocol.TLS_AUTO;
      case V1_0 -> TlsProtocol.TLSv1_0;
      case V1_1 -> TlsProtocol.TLSv1_1;
      case V1_2 -> TlsProtocol.TLSv1_2;
      case V1_3 -> TlsProtocol.TLSv1_3;
    };
  }
}
