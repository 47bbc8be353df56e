package io.fairlead.pki;

import java.security.KeyPair;
import java.security.PublicKey;

/** A certificate signing request: made on the host that holds the key, checked by the authority. */
public final class Csr {

  private Csr() {}

  /** A PEM request for {@code id}, signed with the key. */
  public static String create(KeyPair key, SpiffeId id) {
    throw new UnsupportedOperationException();
  }

  /** A PEM request that names nobody: the authority decides whose certificate it becomes. */
  public static String create(KeyPair key) {
    throw new UnsupportedOperationException();
  }

  /**
   * The public key of a request whose signature proves possession of the private key. Names in the
   * request are ignored.
   *
   * @throws PkiException for anything malformed, weak or oversized
   */
  public static PublicKey verifiedKey(String pem) {
    throw new UnsupportedOperationException();
  }
}
