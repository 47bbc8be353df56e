package io.fairlead.pki;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Says when to renew a certificate: halfway through its life, spread so that a fleet that joined
 * together does not renew together, and after a failure again and again until it ends.
 */
public final class RotationSchedule {

  /** Of the life, to both sides of its middle. */
  private static final double JITTER = 0.05;

  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);
  private static final int DOUBLINGS = 9;

  private final RandomGenerator random;

  public RotationSchedule(RandomGenerator random) {
    this.random = random;
  }

  /** Renewal of a certificate that was made at {@code obtained}, whatever it was backdated to. */
  public Instant renewAt(Instant obtained, Instant expires) {
    double life = Duration.between(obtained, expires).toMillis();
    double part = 0.5 + JITTER * (2 * random.nextDouble() - 1);
    return obtained.plusMillis(Math.max(0, (long) (life * part)));
  }

  /** Renewal of a certificate of our authority, which backdates what it makes. */
  public Instant renewAt(X509Certificate certificate) {
    Instant expires = certificate.getNotAfter().toInstant();
    Instant made = certificate.getNotBefore().toInstant().plus(CertificateAuthority.BACKDATE);
    return renewAt(made.isBefore(expires) ? made : expires, expires);
  }

  /**
   * How long to wait after the {@code failures}-th failed renewal in a row: doubling from a second
   * to five minutes, and never more than a tenth of what is left of the certificate's life.
   */
  public Duration retryAfter(int failures, Duration left) {
    Duration doubled = FIRST_RETRY.multipliedBy(1L << Math.clamp(failures - 1L, 0, DOUBLINGS));
    Duration capped = least(least(doubled, LONGEST_RETRY), left.dividedBy(10));
    Duration wait = capped.compareTo(FIRST_RETRY) < 0 ? FIRST_RETRY : capped;
    return wait.plusMillis((long) (wait.toMillis() * JITTER * random.nextDouble()));
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
