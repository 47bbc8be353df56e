package io.fairlead.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.testing.FakeClock;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CertificateAuthorityTest {

  private final FakeClock clock = Authorities.clock();
  private final CertificateAuthority authority = Authorities.authority(clock);

  private X509Certificate leaf() {
    return authority.sign(PrivateKeys.generate().getPublic(), Authorities.WEB, Authorities.DAY);
  }

  @Test
  void makesARootOfTenYearsThatMaySign() {
    X509Certificate root = authority.root();

    assertThat(root.getNotAfter().toInstant()).isEqualTo(Instant.parse("2036-11-22T10:00:00Z"));
    assertThat(root.getBasicConstraints()).isEqualTo(Integer.MAX_VALUE);
    assertThat(root.getKeyUsage())
        .containsExactly(false, false, false, false, false, true, true, false, false);
    assertThat(Certificates.trustDomain(root)).contains(new TrustDomain(Authorities.DOMAIN));
  }

  @Test
  void signsALeafThatTheJdkAccepts() throws Exception {
    var path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(leaf()));
    var parameters = new PKIXParameters(Set.of(new TrustAnchor(authority.root(), null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(clock.instant()));

    assertThat(CertPathValidator.getInstance("PKIX").validate(path, parameters)).isNotNull();
  }

  @Test
  void namesTheLeafByItsIdentityAlone() throws Exception {
    X509Certificate leaf = leaf();

    assertThat(Certificates.spiffeId(leaf)).contains(Authorities.WEB);
    assertThat(leaf.getSubjectAlternativeNames()).hasSize(1);
    assertThat(leaf.getSubjectX500Principal().getName()).isEmpty();
    assertThat(leaf.getCriticalExtensionOIDs()).contains("2.5.29.17");
  }

  @Test
  void limitsTheLeafToTls() throws Exception {
    X509Certificate leaf = leaf();

    assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
    assertThat(leaf.getExtendedKeyUsage())
        .containsExactlyInAnyOrder("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
    assertThat(leaf.getKeyUsage()[0]).isTrue();
    assertThat(leaf.getKeyUsage()[5]).isFalse();
  }

  @Test
  void pointsFromTheLeafToTheRootsKey() {
    byte[] authorityKey = leaf().getExtensionValue("2.5.29.35");
    byte[] rootKey = authority.root().getExtensionValue("2.5.29.14");

    // Both end in the same 20 bytes of the key's identifier.
    assertThat(lastBytes(authorityKey)).isEqualTo(lastBytes(rootKey));
  }

  private static byte[] lastBytes(byte[] extension) {
    return java.util.Arrays.copyOfRange(extension, extension.length - 20, extension.length);
  }

  @Test
  void backdatesByFiveMinutesForClocksThatLag() {
    X509Certificate leaf = leaf();

    assertThat(leaf.getNotBefore().toInstant()).isEqualTo(Instant.parse("2026-11-22T09:55:00Z"));
    assertThat(leaf.getNotAfter().toInstant()).isEqualTo(Instant.parse("2026-11-23T10:00:00Z"));
  }

  @Test
  void givesEachCertificateAnotherLongSerial() {
    var serials = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      X509Certificate leaf = leaf();
      assertThat(leaf.getSerialNumber().signum()).isPositive();
      assertThat(leaf.getSerialNumber().bitLength()).isLessThanOrEqualTo(127);
      serials.add(leaf.getSerialNumber());
    }

    assertThat(serials).hasSize(50);
  }

  @Test
  void endsALeafWithTheRootAtTheLatest() {
    clock.advance(Duration.ofDays(3651));

    X509Certificate leaf =
        authority.sign(PrivateKeys.generate().getPublic(), Authorities.WEB, Duration.ofDays(90));

    assertThat(leaf.getNotAfter()).isEqualTo(authority.root().getNotAfter());
  }

  @Test
  void refusesToSignWithAnExpiredRoot() {
    clock.advance(Duration.ofDays(3653));

    assertThatThrownBy(this::leaf)
        .isInstanceOf(PkiException.class)
        .hasMessageContaining("expired at 2036-11-22");
  }

  @Test
  void refusesToSignBeforeTheRootHolds() {
    var early =
        new CertificateAuthority(
            CertificateAuthority.create(Authorities.DOMAIN, clock),
            FakeClock.at("2026-11-22T09:00:00Z"));

    assertThatThrownBy(
            () -> early.sign(PrivateKeys.generate().getPublic(), Authorities.WEB, Authorities.DAY))
        .isInstanceOf(PkiException.class)
        .hasMessageContaining("set the clock");
  }

  @Test
  void refusesAnotherTrustDomain() {
    var stranger = SpiffeId.parse("spiffe://other.example.org/ns/shop/sa/web");

    assertThatThrownBy(
            () -> authority.sign(PrivateKeys.generate().getPublic(), stranger, Authorities.DAY))
        .isInstanceOf(PkiException.class)
        .hasMessageContaining("does not sign for spiffe://other.example.org");
  }

  @Test
  void refusesALifetimeOfNothing() {
    assertThatThrownBy(
            () ->
                authority.sign(PrivateKeys.generate().getPublic(), Authorities.WEB, Duration.ZERO))
        .isInstanceOf(PkiException.class)
        .hasMessageContaining("above zero");
  }

  @Test
  void addsTheHostsOfAServer() throws Exception {
    X509Certificate leaf =
        authority.signServer(
            PrivateKeys.generate().getPublic(),
            Authorities.SERVER,
            List.of("cp.example.org", "127.0.0.1", "::1"),
            Authorities.DAY);

    assertThat(leaf.getSubjectAlternativeNames())
        .extracting(name -> String.valueOf(name.get(1)))
        .containsExactly(
            Authorities.SERVER.toString(), "cp.example.org", "127.0.0.1", "0:0:0:0:0:0:0:1");
    assertThat(Certificates.spiffeId(leaf)).contains(Authorities.SERVER);
  }

  @Test
  void refusesAHostThatIsNone() {
    for (String host : List.of("", "a b", "1.2.3.4.", "300.1.1.1", "g::1", "a..b", "*.x", "é")) {
      assertThatThrownBy(
              () ->
                  authority.signServer(
                      PrivateKeys.generate().getPublic(),
                      Authorities.SERVER,
                      List.of(host),
                      Authorities.DAY))
          .as(host)
          .isInstanceOf(PkiException.class)
          .hasMessageContaining("host");
    }
  }

  @Test
  void namesTwoRootsApart() {
    var other = Authorities.authority(clock);

    assertThat(other.root().getSubjectX500Principal())
        .isNotEqualTo(authority.root().getSubjectX500Principal());
  }

  @Test
  void refusesMaterialThatDoesNotBelongTogether() {
    var stranger = PrivateKeys.generate().getPrivate();

    assertThatThrownBy(() -> new CertificateAuthority.Material(authority.root(), stranger))
        .isInstanceOf(PkiException.class)
        .hasMessageContaining("does not belong");
  }

  @Test
  void refusesALeafAsRoot() {
    var svid = Authorities.svid(authority, Authorities.WEB);

    assertThatThrownBy(() -> new CertificateAuthority.Material(svid.leaf(), svid.key()))
        .isInstanceOf(PkiException.class)
        .hasMessageContaining("CA:TRUE");
  }

  @Test
  void keepsTheKeyOutOfItsText() {
    var svid = Authorities.svid(authority, Authorities.WEB);
    var material = CertificateAuthority.create(Authorities.DOMAIN, clock);

    assertThat(svid).hasToString("X509Svid[" + Authorities.WEB + "]");
    assertThat(material.toString()).startsWith("Material[sha256:").hasSize(81);
  }
}
