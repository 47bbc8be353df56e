package io.fairlead.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.junit.jupiter.api.Test;

class PrivateKeyFormsTest {

  @Test
  void readsTheFormsOfOurOwnKeysAndOfOlderPrograms() throws Exception {
    KeyPair curve = PrivateKeys.generate();
    KeyPair rsa = rsa();
    assertThat(PrivateKeyForms.read(Pem.encode(curve.getPrivate()))).isEqualTo(curve.getPrivate());
    for (KeyPair pair : List.of(curve, rsa)) {
      PrivateKey read = PrivateKeyForms.read(older(pair.getPrivate()));
      assertThat(PrivateKeys.match(read, pair.getPublic())).isTrue();
    }
  }

  @Test
  void saysWhatIsMissingAndQuotesNothing() {
    assertThatThrownBy(() -> PrivateKeyForms.read("no key"))
        .isInstanceOf(PkiException.class)
        .hasMessageContaining("there is no private key");
    assertThatThrownBy(
            () ->
                PrivateKeyForms.read(
                    "-----BEGIN EC PRIVATE KEY-----\nc2VjcmV0\n-----END EC PRIVATE KEY-----\n"))
        .isInstanceOf(PkiException.class)
        .hasMessageContaining("malformed")
        .hasMessageNotContaining("secret");
  }

  private static KeyPair rsa() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  /** As openssl and Go write it: the curve stands in the key. */
  private static String older(PrivateKey key) throws IOException {
    if (key instanceof ECPrivateKey curve) {
      var form =
          new org.bouncycastle.asn1.sec.ECPrivateKey(
              256, curve.getS(), SECObjectIdentifiers.secp256r1);
      return PemBlock.encode("EC PRIVATE KEY", form.getEncoded());
    }
    var form = PrivateKeyInfo.getInstance(key.getEncoded()).parsePrivateKey();
    return PemBlock.encode("RSA PRIVATE KEY", form.toASN1Primitive().getEncoded());
  }
}
