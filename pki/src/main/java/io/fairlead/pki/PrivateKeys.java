package io.fairlead.pki;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;

/** Makes keys, and tells whether two halves belong together. */
public final class PrivateKeys {

  private PrivateKeys() {}

  /** ECDSA on P-256: small, quick and accepted everywhere. */
  public static KeyPair generate() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK makes keys on P-256", e);
    }
  }

  /**
   * Whether {@code key} is the private half of {@code publicKey}: signs a challenge to find out.
   */
  public static boolean match(PrivateKey key, PublicKey publicKey) {
    if (!key.getAlgorithm().equals(publicKey.getAlgorithm())) {
      return false;
    }
    try {
      byte[] challenge = new byte[32];
      new SecureRandom().nextBytes(challenge);
      var signature = Signature.getInstance(signatureAlgorithm(key));
      signature.initSign(key);
      signature.update(challenge);
      byte[] signed = signature.sign();
      signature.initVerify(publicKey);
      signature.update(challenge);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** SHA-256 with the key's own kind of signature. */
  static String signatureAlgorithm(PrivateKey key) {
    return switch (key.getAlgorithm()) {
      case "EC" -> "SHA256withECDSA";
      case "RSA" -> "SHA256withRSA";
      default ->
          throw new PkiException(
              "keys of the kind " + key.getAlgorithm() + " are not supported: use ECDSA or RSA");
    };
  }
}
