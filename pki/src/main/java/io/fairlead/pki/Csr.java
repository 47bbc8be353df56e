package io.fairlead.pki;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.KeyPair;
import java.security.PublicKey;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** A certificate signing request: made on the host that holds the key, checked by the authority. */
public final class Csr {

  static final String PEM_TYPE = "CERTIFICATE REQUEST";

  private Csr() {}

  /** A PEM request for {@code id}, signed with the key. */
  public static String create(KeyPair key, SpiffeId id) {
    var name = new GeneralName(GeneralName.uniformResourceIdentifier, id.toString());
    try {
      var extensions = new ExtensionsGenerator();
      extensions.addExtension(Extension.subjectAlternativeName, true, new GeneralNames(name));
      return signed(
          key,
          builder(key)
              .addAttribute(
                  PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate()));
    } catch (IOException e) {
      throw new UncheckedIOException("encoding a name in memory", e);
    }
  }

  /** A PEM request that names nobody: the authority decides whose certificate it becomes. */
  public static String create(KeyPair key) {
    return signed(key, builder(key));
  }

  /**
   * The public key of a request whose signature proves possession of the private key. Names in the
   * request are ignored.
   *
   * @throws PkiException for anything malformed, weak or oversized
   */
  public static PublicKey verifiedKey(String pem) {
    return CsrReader.verifiedKey(pem);
  }

  private static PKCS10CertificationRequestBuilder builder(KeyPair key) {
    return new JcaPKCS10CertificationRequestBuilder(new X500Name(""), key.getPublic());
  }

  private static String signed(KeyPair key, PKCS10CertificationRequestBuilder builder) {
    try {
      var signer =
          new JcaContentSignerBuilder(PrivateKeys.signatureAlgorithm(key.getPrivate()))
              .build(key.getPrivate());
      return PemBlock.encode(PEM_TYPE, builder.build(signer).getEncoded());
    } catch (OperatorCreationException e) {
      throw new PkiException("the key cannot sign a request", e);
    } catch (IOException e) {
      throw new UncheckedIOException("encoding a request in memory", e);
    }
  }
}
