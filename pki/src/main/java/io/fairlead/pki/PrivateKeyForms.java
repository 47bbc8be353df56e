package io.fairlead.pki;

import java.io.IOException;
import java.io.StringReader;
import java.security.PrivateKey;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;

/**
 * Private keys as others write them: PKCS#8, and the older forms of RSA (PKCS#1) and of elliptic
 * curves (SEC 1) that kubeconfigs have. Our own keys are read by {@link Pem}.
 */
public final class PrivateKeyForms {

  private PrivateKeyForms() {}

  /**
   * The first key of a PEM text.
   *
   * @throws PkiException where there is none that can be used; its sentence quotes nothing of it
   */
  public static PrivateKey read(String pem) {
    try (var parser = new PEMParser(new StringReader(pem))) {
      for (Object found = parser.readObject(); found != null; found = parser.readObject()) {
        if (found instanceof PrivateKeyInfo key) {
          return Pem.privateKey(key.getEncoded());
        }
        if (found instanceof PEMKeyPair pair) {
          return Pem.privateKey(pair.getPrivateKeyInfo().getEncoded());
        }
      }
    } catch (PkiException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new PkiException("the private key is malformed or of a kind that is not supported");
    }
    throw new PkiException("there is no private key that is not encrypted");
  }
}
