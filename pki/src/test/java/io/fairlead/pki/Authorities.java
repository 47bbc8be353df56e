package io.fairlead.pki;

import io.fairlead.testing.FakeClock;
import java.security.KeyPair;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Authorities and identities for tests. */
final class Authorities {

  static final String DOMAIN = "mesh.example.org";
  static final SpiffeId WEB = SpiffeId.parse("spiffe://mesh.example.org/ns/shop/sa/web");
  static final SpiffeId SERVER =
      SpiffeId.parse("spiffe://mesh.example.org/ns/fairlead-system/sa/fairlead-control-plane");
  static final Duration DAY = Duration.ofHours(24);

  private Authorities() {}

  static FakeClock clock() {
    return FakeClock.at("2026-11-22T10:00:00Z");
  }

  static CertificateAuthority authority(InstantSource clock) {
    return new CertificateAuthority(CertificateAuthority.create(DOMAIN, clock), clock);
  }

  static X509Svid svid(CertificateAuthority authority, SpiffeId id) {
    KeyPair key = PrivateKeys.generate();
    return new X509Svid(List.of(authority.sign(key.getPublic(), id, DAY)), key.getPrivate());
  }
}
