package io.fairlead.controlplane.caller;

import io.fairlead.pki.Certificates;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * Reads the identity from a connection whose handshake has verified the chain. A connection may
 * outlive the certificate that opened it, so each call looks at the clock again.
 */
record ClientCertificates(InstantSource clock) {

  /** Empty where the client presented no certificate. */
  Optional<Caller> workload(SSLSession session) {
    X509Certificate leaf;
    try {
      if (!(session.getPeerCertificates()[0] instanceof X509Certificate found)) {
        throw Refusals.unauthenticated("the client certificate is not X.509");
      }
      leaf = found;
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty();
    }
    if (clock.instant().isAfter(leaf.getNotAfter().toInstant())) {
      throw Refusals.unauthenticated(
          "the client certificate of this connection has expired: renew it and connect anew");
    }
    return Optional.of(
        Certificates.spiffeId(leaf)
            .map(Caller.Workload::new)
            .orElseThrow(
                () -> Refusals.unauthenticated("the client certificate has no single SPIFFE id")));
  }
}
