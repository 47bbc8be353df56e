package io.fairlead.vmagent.identity;

import io.fairlead.pki.PkiException;
import io.fairlead.pki.RotationSchedule;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews the identity halfway through its life and after each failure again. A disk that cannot be
 * written does not stop it: the renewed identity is used from memory and written the next time.
 */
public final class IdentityRenewal implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(IdentityRenewal.class);

  /** Woken so often at least, because a suspended machine's clock jumps. */
  private static final Duration LONGEST_NAP = Duration.ofMinutes(1);

  private final CurrentIdentity current;
  private final IdentityStore store;
  private final CertificateSigning signing;
  private final RotationSchedule schedule;
  private final InstantSource clock;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;

  public IdentityRenewal(
      CurrentIdentity current,
      IdentityStore store,
      CertificateSigning signing,
      RotationSchedule schedule,
      InstantSource clock) {
    this.current = current;
    this.store = store;
    this.signing = signing;
    this.schedule = schedule;
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("renewal").unstarted(this::loop);
  }

  public void start() {
    thread.start();
  }

  private void loop() {
    try {
      int failures = 0;
      Instant next = schedule.renewAt(current.get().svid().leaf());
      while (!waitUntil(next)) {
        failures = renew() ? 0 : failures + 1;
        next =
            failures == 0
                ? schedule.renewAt(current.get().svid().leaf())
                : clock.instant().plus(schedule.retryAfter(failures, left()));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration left() {
    Duration left = Duration.between(clock.instant(), current.get().svid().expires());
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** True once stopped. */
  private boolean waitUntil(Instant moment) throws InterruptedException {
    for (Instant now = clock.instant(); now.isBefore(moment); now = clock.instant()) {
      Duration rest = Duration.between(now, moment);
      Duration nap = rest.compareTo(LONGEST_NAP) < 0 ? rest : LONGEST_NAP;
      if (stopped.await(nap.toMillis() + 1, TimeUnit.MILLISECONDS)) {
        return true;
      }
    }
    return stopped.getCount() == 0;
  }

  private boolean renew() {
    Identity fresh;
    try {
      fresh = signing.sign(current.get());
    } catch (IOException | PkiException e) {
      LOG.atWarn()
          .addKeyValue("reason", e.getMessage())
          .addKeyValue("expires", current.get().svid().expires())
          .log("certificate not renewed, will try again");
      return false;
    }
    try {
      store.renew(fresh);
    } catch (IOException e) {
      LOG.atError()
          .addKeyValue("directory", store.directory())
          .setCause(e)
          .log("renewed certificate cannot be written and lives in memory only");
    }
    current.replace(fresh);
    LOG.atInfo()
        .addKeyValue("spiffeId", fresh.svid().id())
        .addKeyValue("expires", fresh.svid().expires())
        .log("certificate renewed");
    return true;
  }

  @Override
  public void close() throws InterruptedException {
    stopped.countDown();
    thread.interrupt();
    thread.join(Duration.ofSeconds(2));
  }
}
