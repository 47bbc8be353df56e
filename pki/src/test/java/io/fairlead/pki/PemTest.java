package io.fairlead.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.testing.Cases;
import java.security.KeyPairGenerator;
import java.util.List;
import org.junit.jupiter.api.Test;

class PemTest {

  private final CertificateAuthority authority = Authorities.authority(Authorities.clock());
  private final X509Svid svid = Authorities.svid(authority, Authorities.WEB);

  @Test
  void readsTheCertificatesThatItWrote() {
    var chain = List.of(svid.leaf(), authority.root());

    assertThat(Pem.certificates(Pem.encode(chain))).isEqualTo(chain);
  }

  @Test
  void endsEachCertificateWithANewline() {
    assertThat(Pem.encode(svid.leaf()))
        .startsWith("-----BEGIN CERTIFICATE-----\n")
        .endsWith("\n-----END CERTIFICATE-----\n");
  }

  @Test
  void readsTheKeysThatItWrote() throws Exception {
    var rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate();

    assertThat(Pem.privateKey(Pem.encode(svid.key()))).isEqualTo(svid.key());
    assertThat(Pem.privateKey(Pem.encode(rsa))).isEqualTo(rsa);
  }

  @Test
  void namesTheSectionThatDoesNotBelong() {
    assertThatThrownBy(() -> Pem.certificates(Pem.encode(svid.leaf()) + Pem.encode(svid.key())))
        .isInstanceOf(PkiException.class)
        .hasMessage("found a section PRIVATE KEY where only certificates belong");
  }

  @Test
  void tellsHowToConvertAnotherFormOfKey() {
    String old = Pem.encode(svid.key()).replace("PRIVATE KEY", "EC PRIVATE KEY");

    assertThatThrownBy(() -> Pem.privateKey(old))
        .isInstanceOf(PkiException.class)
        .hasMessageContaining("openssl pkcs8 -topk8");
  }

  @Test
  void refusesBytesAfterACertificate() throws Exception {
    byte[] der = svid.leaf().getEncoded();
    byte[] longer = java.util.Arrays.copyOf(der, der.length + 1);

    assertThatThrownBy(() -> Pem.certificates(PemBlock.encode("CERTIFICATE", longer)))
        .isInstanceOf(PkiException.class);
  }

  @Test
  void refusesMutatedCertificatesOnlyByItsOwnException() throws Exception {
    byte[] good = svid.leaf().getEncoded();

    Cases.check(
        1000,
        (random, seed) -> {
          byte[] bad = good.clone();
          bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
          try {
            var certificate = Pem.certificates(PemBlock.encode("CERTIFICATE", bad)).getFirst();
            Certificates.spiffeId(certificate);
            Certificates.trustDomain(certificate);
          } catch (PkiException expected) {
            assertThat(expected).hasMessageContaining("certificate");
          }
        });
  }
}
