package io.fairlead.pki;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Signs certificates with a self-signed root. Immutable and safe for any thread. */
public final class CertificateAuthority {

  /** What an authority is made of; the key is a secret. */
  public record Material(X509Certificate root, java.security.PrivateKey key) {}

  public CertificateAuthority(Material material, InstantSource clock) {
    throw new UnsupportedOperationException();
  }

  /** A new root that lives ten years. */
  public static Material create(String trustDomain, InstantSource clock) {
    throw new UnsupportedOperationException();
  }

  public X509Certificate root() {
    throw new UnsupportedOperationException();
  }

  /**
   * A leaf for client and server use whose only name is {@code id}, backdated by five minutes for
   * clocks that lag.
   */
  public X509Certificate sign(PublicKey key, SpiffeId id, Duration lifetime) {
    throw new UnsupportedOperationException();
  }

  /** A leaf for a server that is also reached by DNS names and IP addresses. */
  public X509Certificate signServer(
      PublicKey key, SpiffeId id, List<String> hosts, Duration lifetime) {
    throw new UnsupportedOperationException();
  }
}
