package io.fairlead.pki;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** A certificate chain, leaf first and without the root, together with the leaf's private key. */
public record X509Svid(List<X509Certificate> chain, PrivateKey key) {

  public X509Svid {
    chain = List.copyOf(chain);
  }

  public X509Certificate leaf() {
    return chain.getFirst();
  }
}
