package io.fairlead.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.testing.FakeClock;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import javax.net.ssl.X509TrustManager;
import javax.security.auth.x500.X500Principal;
import org.assertj.core.api.AbstractThrowableAssert;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

class SpiffeTrustTest {

  private final FakeClock clock = Authorities.clock();
  private final CertificateAuthority authority = Authorities.authority(clock);
  private final X509Svid server = Authorities.svid(authority, Authorities.SERVER);
  private final X509TrustManager verifying =
      SpiffeTrust.verifyingServer(
          () -> List.of(authority.root()), Authorities.SERVER::equals, clock);

  private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
      X509TrustManager trust, X509Certificate... chain) {
    return assertThatThrownBy(() -> trust.checkServerTrusted(chain, "UNKNOWN"))
        .isInstanceOf(CertificateException.class);
  }

  private PinnedTrust pinned(X509Certificate root) {
    return SpiffeTrust.pinned(
        PublicKeyHash.parse(Certificates.publicKeyHash(root)), Authorities.SERVER::equals, clock);
  }

  @Test
  void acceptsTheExpectedServerWithAndWithoutTheRootInItsChain() {
    assertThatCode(
            () -> {
              verifying.checkServerTrusted(new X509Certificate[] {server.leaf()}, "UNKNOWN");
              verifying.checkServerTrusted(
                  new X509Certificate[] {server.leaf(), authority.root()}, "UNKNOWN");
            })
        .doesNotThrowAnyException();
  }

  @Test
  void namesTheServerThatWasNotCalled() {
    assertRefused(verifying, Authorities.svid(authority, Authorities.WEB).leaf())
        .hasMessageContaining("the peer is " + Authorities.WEB)
        .hasMessageContaining("check the address");
  }

  @Test
  void refusesTheRootOfAnotherMesh() {
    var other = Authorities.authority(clock);

    assertRefused(verifying, Authorities.svid(other, Authorities.SERVER).leaf(), other.root())
        .hasMessageContaining("does not lead to a root of this mesh")
        .hasMessageContaining(Certificates.publicKeyHash(authority.root()));
  }

  @Test
  void saysWhenACertificateExpired() {
    clock.advance(Duration.ofHours(25));

    assertRefused(verifying, server.leaf())
        .hasMessageContaining("expired at 2026-11-23T10:00:00Z and it is 2026-11-23T11:00:00Z");
  }

  @Test
  void blamesTheClockBeforeACertificateHolds() {
    clock.advance(Duration.ofMinutes(-6));

    assertRefused(verifying, server.leaf()).hasMessageContaining("set the clock");
  }

  @Test
  void refusesARootThatPosesAsAServer() {
    assertRefused(verifying, authority.root()).hasMessageContaining("authority as its own");
  }

  @Test
  void refusesALeafThatSignsAnother() throws Exception {
    var root = CertificateAuthority.create(Authorities.DOMAIN, clock);
    var issuerKey = PrivateKeys.generate();
    X509Certificate issuer = leafWithName(root, issuerKey);
    X509Certificate forged =
        CertificateMaker.leaf(
            new CertificateMaker.Issuer(issuer, issuerKey.getPrivate()),
            new SubjectNames(Authorities.SERVER, List.of()),
            PrivateKeys.generate().getPublic(),
            new Validity(clock.instant(), clock.instant().plusSeconds(60)));
    var trust =
        SpiffeTrust.verifyingServer(() -> List.of(root.root()), Authorities.SERVER::equals, clock);

    assertRefused(trust, forged, issuer).hasMessageContaining("does not lead to a root");
  }

  @Test
  void refusesALeafWithoutASpiffeId() throws Exception {
    var root = CertificateAuthority.create(Authorities.DOMAIN, clock);
    X509Certificate nameless = leafWithName(root, PrivateKeys.generate());
    var trust = SpiffeTrust.client(() -> List.of(root.root()), clock);

    assertRefused(trust, nameless).hasMessageContaining("has no single SPIFFE id");
  }

  /** Our leaves have no name of their own, which alone keeps them from signing others. */
  private X509Certificate leafWithName(CertificateAuthority.Material root, KeyPair key)
      throws Exception {
    var builder =
        new JcaX509v3CertificateBuilder(
            root.root(),
            BigInteger.TWO,
            Date.from(clock.instant()),
            Date.from(clock.instant().plusSeconds(60)),
            new X500Principal("CN=leaf"),
            key.getPublic());
    var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(root.key());
    return Pem.certificate(builder.build(signer).getEncoded());
  }

  @Test
  void trustsNobodyBeforeThereIsARoot() {
    var empty = SpiffeTrust.client(List::of, clock);

    assertThatThrownBy(
            () -> empty.checkClientTrusted(new X509Certificate[] {server.leaf()}, "UNKNOWN"))
        .isInstanceOf(CertificateException.class)
        .hasMessageContaining("join the mesh first");
  }

  @Test
  void findsThePinnedRootInTheChain() throws Exception {
    PinnedTrust trust = pinned(authority.root());
    assertThat(trust.root()).isEmpty();

    trust.checkServerTrusted(new X509Certificate[] {server.leaf(), authority.root()}, "UNKNOWN");

    assertThat(trust.root()).contains(authority.root());
  }

  @Test
  void refusesAChainWithoutThePinnedRoot() {
    var other = Authorities.authority(clock);
    PinnedTrust trust = pinned(authority.root());

    assertRefused(trust, Authorities.svid(other, Authorities.SERVER).leaf(), other.root())
        .hasMessageContaining("compare --ca-hash");
    assertThat(trust.root()).isEmpty();
  }

  @Test
  void refusesAServerThatOnlyShowsThePinnedRoot() {
    var other = Authorities.authority(clock);
    PinnedTrust trust = pinned(authority.root());

    assertRefused(trust, Authorities.svid(other, Authorities.SERVER).leaf(), authority.root())
        .hasMessageContaining("does not lead to a root");
    assertThat(trust.root()).isEmpty();
  }

  @Test
  void refusesAPinnedLeaf() {
    assertRefused(pinned(server.leaf()), server.leaf(), authority.root())
        .hasMessageContaining("is not one of an authority");
  }

  @Test
  void refusesAWorkloadThatPosesAsTheControlPlane() {
    assertRefused(
            pinned(authority.root()),
            Authorities.svid(authority, Authorities.WEB).leaf(),
            authority.root())
        .hasMessageContaining("which is not who was called");
  }
}
