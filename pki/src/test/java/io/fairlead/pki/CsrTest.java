package io.fairlead.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.testing.Cases;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.assertj.core.api.AbstractThrowableAssert;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsrTest {

  private static final KeyPair KEY = PrivateKeys.generate();

  private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(String pem) {
    return assertThatThrownBy(() -> Csr.verifiedKey(pem)).isInstanceOf(PkiException.class);
  }

  private static String request(KeyPair key, String algorithm) throws Exception {
    return request(key, key, algorithm);
  }

  private static String request(KeyPair named, KeyPair signing, String algorithm) throws Exception {
    var signer = new JcaContentSignerBuilder(algorithm).build(signing.getPrivate());
    var builder =
        new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=any"), named.getPublic());
    return PemBlock.encode(Csr.PEM_TYPE, builder.build(signer).getEncoded());
  }

  private static KeyPair key(String algorithm, int size) throws Exception {
    var generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(size);
    return generator.generateKeyPair();
  }

  private static KeyPair curve(String name) throws Exception {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(name));
    return generator.generateKeyPair();
  }

  @Test
  void yieldsTheKeyOfARequestThatIsSignedByIt() {
    assertThat(Csr.verifiedKey(Csr.create(KEY))).isEqualTo(KEY.getPublic());
    assertThat(Csr.verifiedKey(Csr.create(KEY, Authorities.WEB))).isEqualTo(KEY.getPublic());
  }

  @Test
  void ignoresTextAroundTheRequest() {
    assertThat(Csr.verifiedKey("Certificate Request:\n" + Csr.create(KEY) + "\n\n"))
        .isEqualTo(KEY.getPublic());
  }

  @Test
  void acceptsRsaAndP384() throws Exception {
    KeyPair rsa = key("RSA", 2048);
    KeyPair p384 = curve("secp384r1");

    assertThat(Csr.verifiedKey(Csr.create(rsa))).isEqualTo(rsa.getPublic());
    assertThat(Csr.verifiedKey(request(p384, "SHA384withECDSA"))).isEqualTo(p384.getPublic());
  }

  @Test
  void refusesAShortRsaKey() throws Exception {
    assertRefused(request(key("RSA", 1024), "SHA256withRSA")).hasMessageContaining("1024 bits");
  }

  @Test
  void refusesAnotherCurve() throws Exception {
    assertRefused(request(curve("secp521r1"), "SHA512withECDSA"))
        .hasMessageContaining("P-256 or P-384");
  }

  @Test
  void refusesEd25519() throws Exception {
    KeyPair key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();

    assertRefused(request(key, "Ed25519")).hasMessageContaining("ECDSA on P-256");
  }

  @Test
  void refusesASignatureWithSha1() throws Exception {
    assertRefused(request(KEY, "SHA1withECDSA")).hasMessageContaining("SHA-256");
  }

  @Test
  void refusesARequestSignedByAnotherKey() throws Exception {
    assertRefused(request(KEY, PrivateKeys.generate(), "SHA256withECDSA"))
        .hasMessageContaining("not signed by its own key");
  }

  @Test
  void refusesTwoRequestsAtOnce() {
    assertRefused(Csr.create(KEY) + Csr.create(KEY)).hasMessageContaining("exactly one");
  }

  @Test
  void refusesMoreThanSixteenKibibytes() {
    assertRefused(Csr.create(KEY) + " ".repeat(16 * 1024)).hasMessageContaining("16384 allowed");
  }

  @Test
  void refusesAPrivateKeyWithoutQuotingIt() {
    String pem = Pem.encode(KEY.getPrivate());

    assertRefused(pem)
        .hasMessageContaining("found PRIVATE KEY")
        .hasMessageNotContaining(pem.lines().toList().get(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "-----BEGIN CERTIFICATE REQUEST-----",
        "-----BEGIN -----\n-----END -----",
        "-----END CERTIFICATE REQUEST-----",
        "-----BEGIN CERTIFICATE REQUEST-----\n-----END CERTIFICATE REQUEST-----",
        "-----BEGIN CERTIFICATE REQUEST-----\n%%%\n-----END CERTIFICATE REQUEST-----",
        "-----BEGIN CERTIFICATE REQUEST-----\nMAA=\n-----END CERTIFICATE-----",
        "-----BEGIN CERTIFICATE REQUEST-----\nMAA=\n-----END CERTIFICATE REQUEST-----"
      })
  void refusesWhatIsNoRequest(String text) {
    assertRefused(text);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x30, 0x24, 0x31, 0xa0})
  void survivesDeepNesting(int tag) {
    byte[] der = new byte[11_000];
    for (int i = 0; i < der.length; i += 2) {
      der[i] = (byte) tag;
      der[i + 1] = (byte) 0x80;
    }

    assertRefused(PemBlock.encode(Csr.PEM_TYPE, der));
  }

  @Test
  void survivesDeepNestingWithLengths() {
    byte[] der = {0x05, 0x00};
    for (int i = 0; i < 2_500; i++) {
      byte[] outer = new byte[der.length + 4];
      outer[0] = 0x30;
      outer[1] = (byte) 0x82;
      outer[2] = (byte) (der.length >> 8);
      outer[3] = (byte) der.length;
      System.arraycopy(der, 0, outer, 4, der.length);
      der = outer;
    }

    assertRefused(PemBlock.encode(Csr.PEM_TYPE, der));
  }

  @Test
  void yieldsTheProvenKeyOrItsOwnExceptionForTwoThousandMutatedRequests() {
    byte[] good = PemBlock.parse(Csr.create(KEY, Authorities.WEB), 1 << 14).getFirst().der();

    Cases.check(
        2000,
        (random, seed) -> {
          byte[] bad = seed % 4 == 0 ? garbage(random) : mutated(good, random);
          try {
            // A flip outside of what is signed, such as in padding bits, may leave it valid.
            assertThat(Csr.verifiedKey(PemBlock.encode(Csr.PEM_TYPE, bad)))
                .isEqualTo(KEY.getPublic());
          } catch (PkiException expected) {
            assertThat(expected.getMessage()).isNotBlank();
          }
        });
  }

  private static byte[] garbage(RandomGenerator random) {
    byte[] bytes = new byte[random.nextInt(1, 400)];
    random.nextBytes(bytes);
    bytes[0] = 0x30;
    return bytes;
  }

  private static byte[] mutated(byte[] good, RandomGenerator random) {
    byte[] bytes = Arrays.copyOf(good, good.length - (random.nextInt(5) == 0 ? 7 : 0));
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }
}
