package io.fairlead.pki;

import java.security.cert.X509Certificate;
import java.util.Optional;

/** Questions asked of certificates. */
public final class Certificates {

  private Certificates() {}

  /** The one SPIFFE id in its URI names; empty where there is none, several, or another form. */
  public static Optional<SpiffeId> spiffeId(X509Certificate certificate) {
    throw new UnsupportedOperationException();
  }

  /** {@code sha256:<hex>} of the subject's public key: what a host pins when it joins. */
  public static String publicKeyHash(X509Certificate certificate) {
    throw new UnsupportedOperationException();
  }
}
