package io.fairlead.controlplane.ca.join;

import io.fairlead.controlplane.ca.join.JoinRefused.Reason;
import io.fairlead.controlplane.caller.Secret;
import io.fairlead.controlplane.store.StateStore;
import io.fairlead.controlplane.store.StoreException;
import io.fairlead.model.ResourceName;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** One-time tokens, each good for one host of one WorkloadGroup. The store keeps their hashes. */
public final class JoinTokens {

  private static final String COLLECTION = "join-tokens";
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(30);
  private static final Duration KEPT_AFTER_EXPIRY = Duration.ofDays(30);
  private static final int MOST = 10_000;
  private static final String REMEDY = "make a new one with `fairlead token create`";

  private final StateStore store;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  public JoinTokens(StateStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** A new token; the secret is shown this once. */
  public record Created(Secret secret, JoinToken token) {}

  /**
   * Makes a token.
   *
   * @throws IllegalArgumentException with a sentence, for a name or a lifetime that cannot be
   */
  public Created create(ResourceName group, Duration lifetime) {
    requireName("namespace", group.namespace());
    requireName("workload group", group.name());
    if (lifetime.compareTo(SHORTEST) < 0 || lifetime.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "the lifetime of a token must be between a minute and 30 days, not " + lifetime);
    }
    requireRoom();
    Instant now = clock.instant();
    TokenText text = TokenText.generate(random);
    var token = new StoredToken(group, now, now.plus(lifetime), text.hash(), StoredToken.End.NONE);
    if (store
        .write(COLLECTION, text.id(), token.toFields().encode(), StateStore.ABSENT)
        .isEmpty()) {
      throw new StoreException("the random id of a token is taken: try again");
    }
    return new Created(text.whole(), token.shown(text.id(), now));
  }

  private static void requireName(String what, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the %s '%s' must have 1 to 253 of a-z, 0-9, '-' and '.'".formatted(what, name));
    }
  }

  private void requireRoom() {
    List<StateStore.Entry> entries = store.list(COLLECTION);
    Instant before = clock.instant().minus(KEPT_AFTER_EXPIRY);
    int left = entries.size();
    for (StateStore.Entry entry : entries) {
      if (StoredToken.from(entry).expires().isBefore(before)) {
        store.delete(COLLECTION, entry.key(), entry.revision());
        left--;
      }
    }
    if (left >= MOST) {
      throw new IllegalArgumentException(
          "there are " + left + " join tokens already: they are removed 30 days after they expire");
    }
  }

  public List<JoinToken> list() {
    Instant now = clock.instant();
    return store.list(COLLECTION).stream()
        .map(entry -> StoredToken.from(entry).shown(entry.key(), now))
        .toList();
  }

  /** Ends an open token; gives how it stands afterwards, empty where there is none of that id. */
  public Optional<JoinToken> revoke(String id) {
    Optional<StateStore.Entry> entry = store.read(COLLECTION, id);
    while (entry.isPresent() && isOpen(entry.get())) {
      var revoked = StoredToken.from(entry.get()).ended(StoredToken.End.REVOKED);
      store.write(COLLECTION, id, revoked.toFields().encode(), entry.get().revision());
      entry = store.read(COLLECTION, id);
    }
    return entry.map(found -> StoredToken.from(found).shown(id, clock.instant()));
  }

  private boolean isOpen(StateStore.Entry entry) {
    return StoredToken.from(entry).state(clock.instant()) == JoinToken.State.OPEN;
  }

  /** An open token whose secret was shown. */
  record Proven(StateStore.Entry entry, StoredToken token) {}

  Proven prove(Secret secret) throws JoinRefused {
    Proven proven = find(secret);
    requireOpen(proven.token());
    return proven;
  }

  /** An open one, or one that is bound to the address and has not expired. */
  Proven proveAt(Secret secret, String address) throws JoinRefused {
    Proven proven = find(secret);
    if (!isBoundTo(proven.token(), address)) {
      requireOpen(proven.token());
    }
    return proven;
  }

  private boolean isBoundTo(StoredToken token, String address) {
    return token.end().equals(boundTo(address)) && clock.instant().isBefore(token.expires());
  }

  private static StoredToken.End boundTo(String address) {
    return StoredToken.End.redeemedBy("bearer at " + address);
  }

  /** Only that address may show it from now on; false where that was so before. */
  boolean bind(Proven proven, String address) throws JoinRefused {
    if (isBoundTo(proven.token(), address)) {
      return false;
    }
    requireOpen(proven.token());
    StateStore.Entry entry = proven.entry();
    StoredToken bound = proven.token().ended(boundTo(address));
    if (store
        .write(COLLECTION, entry.key(), bound.toFields().encode(), entry.revision())
        .isPresent()) {
      return true;
    }
    Optional<StateStore.Entry> now = store.read(COLLECTION, entry.key());
    StoredToken winner = StoredToken.from(now.orElseThrow(JoinTokens::unknown));
    if (!isBoundTo(winner, address)) {
      requireOpen(winner);
      throw unknown();
    }
    return false;
  }

  private Proven find(Secret secret) throws JoinRefused {
    TokenText text = TokenText.parse(secret).orElseThrow(JoinTokens::unknown);
    StateStore.Entry entry = store.read(COLLECTION, text.id()).orElseThrow(JoinTokens::unknown);
    StoredToken token = StoredToken.from(entry);
    if (!text.hasHash(token.hash())) {
      throw unknown();
    }
    return new Proven(entry, token);
  }

  /** One conditional write decides who of several gets in. */
  void redeem(Proven proven, String host) throws JoinRefused {
    requireOpen(proven.token());
    var redeemed = proven.token().ended(StoredToken.End.redeemedBy(host));
    StateStore.Entry entry = proven.entry();
    if (store
        .write(COLLECTION, entry.key(), redeemed.toFields().encode(), entry.revision())
        .isEmpty()) {
      Optional<StateStore.Entry> now = store.read(COLLECTION, entry.key());
      requireOpen(StoredToken.from(now.orElseThrow(JoinTokens::unknown)));
      throw unknown();
    }
  }

  private void requireOpen(StoredToken token) throws JoinRefused {
    switch (token.state(clock.instant())) {
      case OPEN -> {}
      case REDEEMED -> throw refused("the join token was already used by " + token.end().host());
      case EXPIRED -> throw refused("the join token expired at " + token.expires());
      case REVOKED -> throw refused("the join token was revoked");
    }
  }

  private static JoinRefused refused(String what) {
    return new JoinRefused(Reason.NOT_VALID, what + ": " + REMEDY);
  }

  private static JoinRefused unknown() {
    return new JoinRefused(
        Reason.NOT_GENUINE, "the join token is not one of this mesh: copy it whole, or " + REMEDY);
  }
}
