package io.fairlead.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.X509EncodedKeySpec;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * Which public keys a certificate may be made for. Ed25519 is refused: Envoy does not serve
 * certificates with such keys, so one would only fail later.
 */
final class PublicKeys {

  private static final Set<ASN1ObjectIdentifier> CURVES =
      Set.of(SECObjectIdentifiers.secp256r1, SECObjectIdentifiers.secp384r1);
  private static final int RSA_MINIMUM_BITS = 2048;
  private static final int RSA_MAXIMUM_BITS = 8192;
  private static final BigInteger RSA_MINIMUM_EXPONENT = BigInteger.valueOf(65537);
  private static final int RSA_MAXIMUM_EXPONENT_BITS = 32;

  private PublicKeys() {}

  static PublicKey accepted(SubjectPublicKeyInfo info) {
    ASN1ObjectIdentifier algorithm = info.getAlgorithm().getAlgorithm();
    if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
      return ecdsa(info);
    }
    if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
      return rsa(info);
    }
    throw new PkiException(
        "keys of the kind "
            + algorithm
            + " are not accepted: use ECDSA on P-256 or P-384, or RSA with 2048 to 8192 bits");
  }

  private static PublicKey ecdsa(SubjectPublicKeyInfo info) {
    boolean isNamed =
        info.getAlgorithm().getParameters() instanceof ASN1ObjectIdentifier curve
            && CURVES.contains(curve);
    if (!isNamed) {
      throw new PkiException("the ECDSA key is on another curve: use P-256 or P-384");
    }
    if (decode("EC", info) instanceof ECPublicKey key && isOnCurve(key)) {
      return key;
    }
    throw new PkiException("the ECDSA key is not a point of its curve");
  }

  private static PublicKey rsa(SubjectPublicKeyInfo info) {
    if (!(decode("RSA", info) instanceof RSAPublicKey key)) {
      throw new PkiException("the public key is malformed");
    }
    int bits = key.getModulus().bitLength();
    if (bits < RSA_MINIMUM_BITS || bits > RSA_MAXIMUM_BITS) {
      throw new PkiException("the RSA key has " + bits + " bits: use 2048 to 8192");
    }
    BigInteger exponent = key.getPublicExponent();
    if (exponent.compareTo(RSA_MINIMUM_EXPONENT) < 0
        || exponent.bitLength() > RSA_MAXIMUM_EXPONENT_BITS
        || !exponent.testBit(0)
        || !key.getModulus().testBit(0)) {
      throw new PkiException("the RSA key has an unsafe exponent or modulus: use exponent 65537");
    }
    return key;
  }

  private static PublicKey decode(String algorithm, SubjectPublicKeyInfo info) {
    try {
      return KeyFactory.getInstance(algorithm)
          .generatePublic(new X509EncodedKeySpec(info.getEncoded()));
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      throw new PkiException("the public key is malformed", e);
    }
  }

  /** The JDK does not promise to check this when it reads a key; x and y come from a stranger. */
  private static boolean isOnCurve(ECPublicKey key) {
    var curve = key.getParams().getCurve();
    BigInteger p = ((ECFieldFp) curve.getField()).getP();
    BigInteger x = key.getW().getAffineX();
    BigInteger y = key.getW().getAffineY();
    if (x == null || y == null || x.signum() < 0 || x.compareTo(p) >= 0 || y.compareTo(p) >= 0) {
      return false;
    }
    BigInteger right = x.modPow(BigInteger.valueOf(3), p).add(curve.getA().multiply(x));
    return y.multiply(y).subtract(right.add(curve.getB())).mod(p).signum() == 0;
  }
}
