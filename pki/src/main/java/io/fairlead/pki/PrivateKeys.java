package io.fairlead.pki;

import java.security.KeyPair;

/** Makes keys. */
public final class PrivateKeys {

  private PrivateKeys() {}

  /** ECDSA on P-256: small, quick and accepted everywhere. */
  public static KeyPair generate() {
    throw new UnsupportedOperationException();
  }
}
