package io.fairlead.controlplane.caller;

import io.fairlead.pki.CertificateAuthority;
import io.fairlead.pki.PkiException;
import io.fairlead.pki.PrivateKeys;
import io.fairlead.pki.RotationSchedule;
import io.fairlead.pki.SpiffeId;
import io.fairlead.pki.X509Svid;
import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate under which the control plane serves. The authority is at hand, so it is renewed
 * when a handshake finds it past half of its life: no timer, and no stream notices.
 */
final class ServerIdentity {

  private static final Logger log = LoggerFactory.getLogger(ServerIdentity.class);
  private static final Duration LIFETIME = Duration.ofHours(24);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMinutes(1);

  private final CertificateAuthority authority;
  private final SpiffeId id;
  private final List<String> hosts;
  private final RotationSchedule schedule;
  private final InstantSource clock;

  /** Owns the renewal. */
  private final ReentrantLock renewal = new ReentrantLock();

  private volatile Current current;

  /** The previous one too: a handshake may have begun with it. */
  private record Current(X509Svid svid, Optional<X509Svid> previous, Instant renewAt) {}

  ServerIdentity(
      CertificateAuthority authority,
      SpiffeId id,
      List<String> hosts,
      RotationSchedule schedule,
      InstantSource clock) {
    this.authority = authority;
    this.id = id;
    this.hosts = List.copyOf(hosts);
    this.schedule = schedule;
    this.clock = clock;
    this.current = issue(clock.instant(), Optional.empty());
  }

  X509Svid svid() {
    Instant now = clock.instant();
    if (!now.isBefore(current.renewAt()) && renewal.tryLock()) {
      try {
        renew(now);
      } finally {
        renewal.unlock();
      }
    }
    return current.svid();
  }

  /** The certificate with the serial number, if it is still in use. */
  Optional<X509Svid> svid(BigInteger serial) {
    Current now = current;
    return Stream.concat(Stream.of(now.svid()), now.previous().stream())
        .filter(svid -> svid.leaf().getSerialNumber().equals(serial))
        .findFirst();
  }

  CertificateAuthority authority() {
    return authority;
  }

  private void renew(Instant now) {
    Current old = current;
    if (now.isBefore(old.renewAt())) {
      return;
    }
    try {
      current = issue(now, Optional.of(old.svid()));
    } catch (PkiException e) {
      current = new Current(old.svid(), old.previous(), now.plus(PAUSE_AFTER_FAILURE));
      log.atError()
          .addKeyValue("reason", e.getMessage())
          .addKeyValue("expires", old.svid().expires())
          .log("The control plane's own certificate cannot be renewed");
    }
  }

  private Current issue(Instant now, Optional<X509Svid> previous) {
    KeyPair key = PrivateKeys.generate();
    var leaf = authority.signServer(key.getPublic(), id, hosts, LIFETIME);
    return new Current(
        new X509Svid(List.of(leaf), key.getPrivate()),
        previous,
        schedule.renewAt(now, leaf.getNotAfter().toInstant()));
  }
}
