package io.fairlead.pki;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The PEM form of keys and certificates. Uses the JDK alone, so that reading material does not load
 * Bouncy Castle.
 */
public final class Pem {

  private static final int MAXIMUM_LENGTH = 1 << 20;
  private static final String CERTIFICATE = "CERTIFICATE";
  private static final String PRIVATE_KEY = "PRIVATE KEY";
  private static final List<String> KEY_ALGORITHMS = List.of("EC", "RSA");

  private Pem() {}

  public static String encode(X509Certificate certificate) {
    try {
      return PemBlock.encode(CERTIFICATE, certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new PkiException("the certificate cannot be encoded", e);
    }
  }

  public static String encode(List<X509Certificate> certificates) {
    return certificates.stream().map(Pem::encode).collect(Collectors.joining());
  }

  /** PKCS#8. */
  public static String encode(PrivateKey key) {
    return PemBlock.encode(PRIVATE_KEY, key.getEncoded());
  }

  /**
   * @throws PkiException where there is none or one is malformed
   */
  public static List<X509Certificate> certificates(String pem) {
    return PemBlock.parse(pem, MAXIMUM_LENGTH).stream().map(Pem::certificate).toList();
  }

  /**
   * @throws PkiException where it is malformed
   */
  public static PrivateKey privateKey(String pem) {
    List<PemBlock> blocks = PemBlock.parse(pem, MAXIMUM_LENGTH);
    if (blocks.size() != 1 || !blocks.getFirst().type().equals(PRIVATE_KEY)) {
      throw new PkiException(
          "expected exactly one section PRIVATE KEY (PKCS#8, not encrypted) but found "
              + blocks.stream().map(PemBlock::type).toList()
              + "; convert other forms with: openssl pkcs8 -topk8 -nocrypt");
    }
    return privateKey(blocks.getFirst().der());
  }

  /** A key in PKCS#8. */
  static PrivateKey privateKey(byte[] der) {
    var encoded = new PKCS8EncodedKeySpec(der);
    for (String algorithm : KEY_ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
      } catch (InvalidKeySpecException e) {
        continue;
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every JDK has " + algorithm, e);
      }
    }
    // The parser's own message is left out: it may quote bytes of the key.
    throw new PkiException("the private key is malformed or neither ECDSA nor RSA");
  }

  static X509Certificate certificate(byte[] der) {
    var in = new ByteArrayInputStream(der);
    try {
      var found = CertificateFactory.getInstance("X.509").generateCertificate(in);
      if (found instanceof X509Certificate certificate && in.available() == 0) {
        return certificate;
      }
      throw new PkiException("the certificate has bytes after its end");
    } catch (CertificateException e) {
      throw new PkiException("the certificate is malformed: " + e.getMessage(), e);
    }
  }

  private static X509Certificate certificate(PemBlock block) {
    if (!block.type().equals(CERTIFICATE)) {
      throw new PkiException("found a section " + block.type() + " where only certificates belong");
    }
    return certificate(block.der());
  }
}
