package io.fairlead.pki;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Puts certificates together, following RFC 5280 and SPIFFE's X509-SVID. */
final class CertificateMaker {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SERIAL_BITS = 127;
  private static final X500Name NOBODY = new X500Name("");

  private CertificateMaker() {}

  /** Whose name and key stand behind a leaf. */
  record Issuer(X509Certificate certificate, PrivateKey key) {}

  static X509Certificate root(KeyPair key, TrustDomain trustDomain, Validity validity) {
    try {
      var keyId = extensions().createSubjectKeyIdentifier(key.getPublic());
      // Two roots of one mesh must not share a name, or chains to them look alike.
      var name = new X500Name("CN=Fairlead root " + shortHex(keyId.getKeyIdentifier()));
      var domain = new GeneralName(GeneralName.uniformResourceIdentifier, trustDomain.uri());
      var builder =
          builder(name, validity, name, key.getPublic())
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
              .addExtension(
                  Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
              .addExtension(Extension.subjectKeyIdentifier, false, keyId)
              .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(domain));
      return signed(builder, key.getPrivate());
    } catch (IOException e) {
      throw new UncheckedIOException("encoding a certificate in memory", e);
    }
  }

  static X509Certificate leaf(
      Issuer authority, SubjectNames names, PublicKey key, Validity validity) {
    try {
      var root = authority.certificate();
      var issuer = X500Name.getInstance(root.getSubjectX500Principal().getEncoded());
      var both = new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth};
      var builder =
          builder(issuer, validity, NOBODY, key)
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
              .addExtension(Extension.keyUsage, true, new KeyUsage(usage(key)))
              .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(both))
              // Critical, as RFC 5280 wants it where the subject is empty.
              .addExtension(Extension.subjectAlternativeName, true, names.toGeneralNames())
              .addExtension(
                  Extension.subjectKeyIdentifier,
                  false,
                  extensions().createSubjectKeyIdentifier(key))
              .addExtension(
                  Extension.authorityKeyIdentifier,
                  false,
                  extensions().createAuthorityKeyIdentifier(root.getPublicKey()));
      return signed(builder, authority.key());
    } catch (IOException e) {
      throw new UncheckedIOException("encoding a certificate in memory", e);
    }
  }

  private static X509v3CertificateBuilder builder(
      X500Name issuer, Validity validity, X500Name subject, PublicKey key) {
    return new JcaX509v3CertificateBuilder(
        issuer,
        new BigInteger(SERIAL_BITS, RANDOM).max(BigInteger.ONE),
        Date.from(validity.start()),
        Date.from(validity.end()),
        subject,
        key);
  }

  /** TLS 1.2 with RSA keys may still encrypt to them. */
  private static int usage(PublicKey key) {
    return key.getAlgorithm().equals("RSA")
        ? KeyUsage.digitalSignature | KeyUsage.keyEncipherment
        : KeyUsage.digitalSignature;
  }

  private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey key)
      throws IOException {
    try {
      var signer = new JcaContentSignerBuilder(PrivateKeys.signatureAlgorithm(key)).build(key);
      return Pem.certificate(builder.build(signer).getEncoded());
    } catch (OperatorCreationException e) {
      throw new PkiException("the authority's key cannot sign", e);
    }
  }

  private static String shortHex(byte[] keyId) {
    return new BigInteger(1, keyId).toString(16).substring(0, 8);
  }

  private static JcaX509ExtensionUtils extensions() {
    try {
      return new JcaX509ExtensionUtils();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1, which key identifiers use", e);
    }
  }
}
