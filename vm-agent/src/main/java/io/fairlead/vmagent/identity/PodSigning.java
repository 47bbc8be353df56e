package io.fairlead.vmagent.identity;

import io.fairlead.api.istio.v1.auth.IstioCertificateRequest;
import io.fairlead.api.istio.v1.auth.IstioCertificateServiceGrpc;
import io.fairlead.pki.Certificates;
import io.fairlead.pki.Csr;
import io.fairlead.pki.Pem;
import io.fairlead.pki.PkiException;
import io.fairlead.pki.SpiffeId;
import io.fairlead.vmagent.identity.JoinFailure.Kind;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How a pod gets its first certificate: by the call that Istio's agents make, with its token. */
final class PodSigning {

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final Metadata.Key<String> CLUSTER =
      Metadata.Key.of("clusterid", Metadata.ASCII_STRING_MARSHALLER);
  private static final Duration LIFETIME = Duration.ofHours(24);
  private static final int PATIENCE_SECONDS = 20;

  private PodSigning() {}

  /** The answer: leaf first, the bundle of roots last. */
  static List<String> chain(
      ManagedChannel channel, String controlPlane, String cluster, String token, KeyPair key)
      throws JoinFailure {
    Metadata headers = new Metadata();
    headers.put(AUTHORIZATION, "Bearer " + token);
    if (!cluster.isEmpty()) {
      headers.put(CLUSTER, cluster);
    }
    try {
      return IstioCertificateServiceGrpc.newBlockingStub(channel)
          .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
          .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .createCertificate(
              IstioCertificateRequest.newBuilder()
                  .setCsr(Csr.create(key))
                  .setValidityDuration(LIFETIME.toSeconds())
                  .build())
          .getCertChainList();
    } catch (StatusRuntimeException e) {
      throw switch (e.getStatus().getCode()) {
        case UNAUTHENTICATED, PERMISSION_DENIED ->
            new JoinFailure(
                Kind.REFUSED,
                controlPlane + " refused the service account's token: " + Failures.sentence(e));
        default -> JoinErrors.of(controlPlane, e.getStatus());
      };
    }
  }

  /** What the certificate says of the pod; the pod itself says the rest. */
  static Membership membership(JoinOrder order, Proof.ServiceAccountToken proof, List<String> chain)
      throws JoinFailure {
    SpiffeId id = id(chain);
    return new Membership(
        order.name(),
        order.addresses(),
        List.of(order.controlPlane()),
        id.trustDomain(),
        id.namespace(),
        "",
        id.serviceAccount(),
        "",
        proof.cluster(),
        proof.labels().getOrDefault("topology.istio.io/network", ""),
        proof.labels().getOrDefault("istio-locality", "").replace('.', '/'),
        proof.labels());
  }

  private static SpiffeId id(List<String> chain) throws JoinFailure {
    try {
      if (chain.isEmpty()) {
        throw new PkiException("it holds no certificate");
      }
      return Certificates.spiffeId(Pem.certificates(chain.getFirst()).getFirst())
          .orElseThrow(() -> new PkiException("its certificate has no single SPIFFE id"));
    } catch (PkiException e) {
      throw new JoinFailure(
          Kind.NOT_TRUSTED,
          "the control plane's answer cannot be used: "
              + Failures.printable(String.valueOf(e.getMessage())));
    }
  }
}
