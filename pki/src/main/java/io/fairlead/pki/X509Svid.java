package io.fairlead.pki;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/** A certificate chain, leaf first and without the root, together with the leaf's private key. */
public record X509Svid(List<X509Certificate> chain, PrivateKey key) {

  /**
   * @throws PkiException where the chain is empty or the key is not the leaf's
   */
  public X509Svid {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new PkiException("the certificate chain is empty");
    }
    if (!PrivateKeys.match(key, chain.getFirst().getPublicKey())) {
      throw new PkiException("the private key does not belong to the certificate");
    }
  }

  public X509Certificate leaf() {
    return chain.getFirst();
  }

  /**
   * @throws PkiException where the leaf names none
   */
  public SpiffeId id() {
    return Certificates.spiffeId(leaf())
        .orElseThrow(() -> new PkiException("the certificate has no single SPIFFE id"));
  }

  public Instant expires() {
    return leaf().getNotAfter().toInstant();
  }

  /** Never the key. */
  @Override
  public String toString() {
    return "X509Svid[" + Certificates.spiffeId(leaf()).map(SpiffeId::toString).orElse("?") + "]";
  }
}
