package io.fairlead.pki;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Signs certificates with a self-signed root. Immutable and safe for any thread. */
public final class CertificateAuthority {

  /** How long before its making a certificate begins to hold, for clocks that lag. */
  public static final Duration BACKDATE = Duration.ofMinutes(5);

  private static final Period ROOT_LIFE = Period.ofYears(10);

  private final Material material;
  private final InstantSource clock;
  private final Optional<TrustDomain> trustDomain;

  /** What an authority is made of; the key is a secret. */
  public record Material(X509Certificate root, PrivateKey key) {

    /**
     * @throws PkiException where the two do not belong together or the certificate may not sign
     */
    public Material {
      if (root.getBasicConstraints() < 0) {
        throw new PkiException("the root certificate is not one of an authority (CA:TRUE)");
      }
      if (!PrivateKeys.match(key, root.getPublicKey())) {
        throw new PkiException("the private key does not belong to the root certificate");
      }
    }

    /** Never the key. */
    @Override
    public String toString() {
      return "Material[" + Certificates.publicKeyHash(root) + "]";
    }
  }

  public CertificateAuthority(Material material, InstantSource clock) {
    this.material = material;
    this.clock = clock;
    this.trustDomain = Certificates.trustDomain(material.root());
  }

  /** A new root that lives ten years. */
  public static Material create(String trustDomain, InstantSource clock) {
    KeyPair key = PrivateKeys.generate();
    Instant now = clock.instant();
    var validity = new Validity(now.minus(BACKDATE), tenYearsAfter(now));
    return new Material(
        CertificateMaker.root(key, new TrustDomain(trustDomain), validity), key.getPrivate());
  }

  public X509Certificate root() {
    return material.root();
  }

  /**
   * A leaf for client and server use whose only name is {@code id}, backdated by five minutes for
   * clocks that lag.
   */
  public X509Certificate sign(PublicKey key, SpiffeId id, Duration lifetime) {
    return signServer(key, id, List.of(), lifetime);
  }

  /** A leaf for a server that is also reached by DNS names and IP addresses. */
  public X509Certificate signServer(
      PublicKey key, SpiffeId id, List<String> hosts, Duration lifetime) {
    if (trustDomain.isPresent() && !trustDomain.get().contains(id)) {
      throw new PkiException("the authority of " + trustDomain.get() + " does not sign for " + id);
    }
    return CertificateMaker.leaf(
        new CertificateMaker.Issuer(material.root(), material.key()),
        new SubjectNames(id, hosts),
        key,
        validity(lifetime));
  }

  /** A leaf never outlives the root: its chain would break before it says so itself. */
  private Validity validity(Duration lifetime) {
    if (!lifetime.isPositive()) {
      throw new PkiException("a certificate needs a lifetime above zero, not " + lifetime);
    }
    Instant now = clock.instant();
    Instant rootEnd = root().getNotAfter().toInstant();
    if (!now.isBefore(rootEnd)) {
      throw new PkiException(
          "the root certificate expired at " + rootEnd + ": replace the root, or set the clock");
    }
    Instant rootStart = root().getNotBefore().toInstant();
    if (now.isBefore(rootStart)) {
      throw new PkiException(
          "the root certificate holds from "
              + rootStart
              + " on and it is "
              + now
              + ": set the"
              + " clock");
    }
    Instant end = now.plus(lifetime);
    return new Validity(now.minus(BACKDATE), end.isAfter(rootEnd) ? rootEnd : end);
  }

  private static Instant tenYearsAfter(Instant now) {
    return now.atOffset(ZoneOffset.UTC).plus(ROOT_LIFE).toInstant();
  }
}
