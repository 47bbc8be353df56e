package io.fairlead.pki;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** The PEM form of keys and certificates. */
public final class Pem {

  private Pem() {}

  public static String encode(X509Certificate certificate) {
    throw new UnsupportedOperationException();
  }

  public static String encode(List<X509Certificate> certificates) {
    throw new UnsupportedOperationException();
  }

  /** PKCS#8. */
  public static String encode(PrivateKey key) {
    throw new UnsupportedOperationException();
  }

  /**
   * @throws PkiException where there is none or one is malformed
   */
  public static List<X509Certificate> certificates(String pem) {
    throw new UnsupportedOperationException();
  }

  /**
   * @throws PkiException where it is malformed
   */
  public static PrivateKey privateKey(String pem) {
    throw new UnsupportedOperationException();
  }
}
