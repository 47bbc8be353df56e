package io.fairlead.vmagent.fakes;

import io.fairlead.pki.CertificateAuthority;
import io.fairlead.pki.Certificates;
import io.fairlead.pki.PrivateKeys;
import io.fairlead.pki.PublicKeyHash;
import io.fairlead.pki.SpiffeId;
import io.fairlead.pki.X509Svid;
import io.fairlead.vmagent.identity.Identity;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** A mesh's authority and what it signs. */
public final class Pki {

  public static final SpiffeId HOST = new SpiffeId("mesh.test", "shop", "web");
  public static final SpiffeId CONTROL_PLANE =
      new SpiffeId("mesh.test", "fairlead-system", "fairlead-control-plane");

  private final CertificateAuthority authority;

  public Pki() {
    this(InstantSource.system());
  }

  public Pki(InstantSource clock) {
    authority = new CertificateAuthority(CertificateAuthority.create("mesh.test", clock), clock);
  }

  public X509Certificate root() {
    return authority.root();
  }

  public PublicKeyHash rootHash() {
    return PublicKeyHash.parse(Certificates.publicKeyHash(root()));
  }

  public X509Certificate sign(PublicKey key, SpiffeId id, Duration lifetime) {
    return authority.sign(key, id, lifetime);
  }

  public X509Svid server(SpiffeId id) {
    KeyPair key = PrivateKeys.generate();
    return new X509Svid(
        List.of(
            authority.signServer(key.getPublic(), id, List.of("127.0.0.1"), Duration.ofDays(1))),
        key.getPrivate());
  }

  public Identity identity() {
    return identity(Duration.ofHours(1));
  }

  public Identity identity(Duration lifetime) {
    KeyPair key = PrivateKeys.generate();
    return new Identity(
        new X509Svid(List.of(sign(key.getPublic(), HOST, lifetime)), key.getPrivate()),
        List.of(root()));
  }
}
