package io.fairlead.controlplane.ca;

import io.fairlead.controlplane.store.StateStore;
import io.fairlead.controlplane.store.StoreException;
import io.fairlead.pki.SpiffeId;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every certificate that was issued, until a month after it expired. Each entry holds the hash of
 * the one before. No key and no token is in it.
 */
public final class IssuanceLog {

  private static final Logger log = LoggerFactory.getLogger(IssuanceLog.class);
  private static final String COLLECTION = "issuance";
  private static final Duration KEPT_AFTER_EXPIRY = Duration.ofDays(30);
  private static final String BEGINNING = "";

  /** At most so many old entries go with each new one, so that no request pays for many. */
  private static final int REMOVED_AT_ONCE = 2;

  private final StateStore store;
  private final InstantSource clock;

  /** Owns everything below. */
  private final ReentrantLock lock = new ReentrantLock();

  private final ArrayDeque<Kept> kept = new ArrayDeque<>();
  private long next = 1;
  private String lastHash = BEGINNING;

  private record Kept(String key, Instant expires) {}

  public IssuanceLog(StateStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    String broken = load();
    if (!broken.isEmpty()) {
      log.atError()
          .addKeyValue("entry", broken)
          .log("The log of issued certificates was changed outside of the control plane");
    }
  }

  /** Reads what is there; gives the key of the first entry that does not follow its predecessor. */
  private String load() {
    String broken = "";
    for (StateStore.Entry entry : store.list(COLLECTION)) {
      Issuance issuance = Issuance.from(entry);
      if (!kept.isEmpty() && !issuance.previous().equals(lastHash) && broken.isEmpty()) {
        broken = entry.key();
      }
      kept.add(new Kept(entry.key(), issuance.expires()));
      lastHash = issuance.hash();
      next = Long.parseLong(entry.key()) + 1;
    }
    return broken;
  }

  /** Records a certificate; it may be handed out once this has returned. */
  Issuance append(X509Certificate certificate, SpiffeId id, String requester) {
    lock.lock();
    try {
      Instant expires = certificate.getNotAfter().toInstant();
      var issuance =
          new Issuance(
              certificate.getSerialNumber().toString(16),
              id,
              clock.instant(),
              expires,
              requester,
              lastHash);
      String key = "%019d".formatted(next);
      if (store.write(COLLECTION, key, issuance.toFields().encode(), StateStore.ABSENT).isEmpty()) {
        throw new StoreException("someone else writes the log of certificates");
      }
      next++;
      lastHash = issuance.hash();
      kept.add(new Kept(key, expires));
      removeOld();
      return issuance;
    } finally {
      lock.unlock();
    }
  }

  private void removeOld() {
    Instant before = clock.instant().minus(KEPT_AFTER_EXPIRY);
    for (int i = 0; i < REMOVED_AT_ONCE; i++) {
      Kept oldest = kept.element();
      if (!oldest.expires().isBefore(before)) {
        return;
      }
      store.delete(COLLECTION, oldest.key(), StateStore.ANY);
      kept.remove();
    }
  }

  /** Oldest first. */
  public List<Issuance> entries() {
    return store.list(COLLECTION).stream().map(Issuance::from).toList();
  }
}
