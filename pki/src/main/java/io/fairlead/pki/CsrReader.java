package io.fairlead.pki;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;

/**
 * Reads requests from anyone: whatever the bytes, the answer is a key or a {@link PkiException}.
 */
final class CsrReader {

  private static final int MAXIMUM_LENGTH = 16 * 1024;

  /** What OpenSSL before 1.0 wrote, and some tools still do. */
  private static final String OLD_PEM_TYPE = "NEW CERTIFICATE REQUEST";

  private static final Map<ASN1ObjectIdentifier, String> SIGNATURES =
      Map.of(
          X9ObjectIdentifiers.ecdsa_with_SHA256, "SHA256withECDSA",
          X9ObjectIdentifiers.ecdsa_with_SHA384, "SHA384withECDSA",
          X9ObjectIdentifiers.ecdsa_with_SHA512, "SHA512withECDSA",
          PKCSObjectIdentifiers.sha256WithRSAEncryption, "SHA256withRSA",
          PKCSObjectIdentifiers.sha384WithRSAEncryption, "SHA384withRSA",
          PKCSObjectIdentifiers.sha512WithRSAEncryption, "SHA512withRSA");

  private CsrReader() {}

  static PublicKey verifiedKey(String pem) {
    PKCS10CertificationRequest request = parse(onlyBlock(pem));
    PublicKey key = PublicKeys.accepted(request.getSubjectPublicKeyInfo());
    String algorithm = signatureAlgorithm(request);
    if (!isSigned(request, algorithm, key)) {
      throw new PkiException(
          "the signing request is not signed by its own key: make it again with the key that it"
              + " names");
    }
    return key;
  }

  private static byte[] onlyBlock(String pem) {
    List<PemBlock> blocks = PemBlock.parse(pem, MAXIMUM_LENGTH);
    if (blocks.size() != 1) {
      throw new PkiException(
          "expected exactly one signing request but found " + blocks.size() + " PEM sections");
    }
    PemBlock block = blocks.getFirst();
    if (!block.type().equals(Csr.PEM_TYPE) && !block.type().equals(OLD_PEM_TYPE)) {
      throw new PkiException(
          "expected a PEM section " + Csr.PEM_TYPE + " but found " + block.type());
    }
    return block.der();
  }

  /** Bouncy Castle reports malformed input by many kinds of unchecked exception. */
  private static PKCS10CertificationRequest parse(byte[] der) {
    try {
      var request = new PKCS10CertificationRequest(der);
      // Its parts are read lazily: touch here what is used later.
      request.getSubjectPublicKeyInfo().getEncoded();
      request.toASN1Structure().getCertificationRequestInfo().getEncoded();
      return request;
    } catch (IOException | RuntimeException e) {
      throw new PkiException("the signing request is malformed: it is not PKCS#10", e);
    }
  }

  private static String signatureAlgorithm(PKCS10CertificationRequest request) {
    ASN1ObjectIdentifier algorithm = request.getSignatureAlgorithm().getAlgorithm();
    String name = SIGNATURES.get(algorithm);
    if (name == null) {
      throw new PkiException(
          "the signing request is signed with "
              + algorithm
              + ": use ECDSA or RSA (PKCS#1) with SHA-256, SHA-384 or SHA-512");
    }
    return name;
  }

  private static boolean isSigned(
      PKCS10CertificationRequest request, String algorithm, PublicKey key) {
    try {
      var signature = Signature.getInstance(algorithm);
      signature.initVerify(key);
      signature.update(request.toASN1Structure().getCertificationRequestInfo().getEncoded("DER"));
      return signature.verify(request.getSignature());
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      return false;
    }
  }
}
