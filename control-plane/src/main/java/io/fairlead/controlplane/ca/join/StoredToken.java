package io.fairlead.controlplane.ca.join;

import io.fairlead.controlplane.store.Fields;
import io.fairlead.controlplane.store.StateStore;
import io.fairlead.model.ResourceName;
import java.time.Instant;
import java.util.List;

/**
 * A token as the store keeps it.
 *
 * @param hash of the token's secret, which itself is kept nowhere
 */
record StoredToken(ResourceName group, Instant created, Instant expires, String hash, End end) {

  private static final String VERSION = "1";
  private static final int COUNT = 6;

  /** How a token ended before its time. */
  record End(Kind kind, String host) {

    static final End NONE = new End(Kind.NONE, "");
    static final End REVOKED = new End(Kind.REVOKED, "");

    enum Kind {
      NONE,
      REDEEMED,
      REVOKED
    }

    static End redeemedBy(String host) {
      return new End(Kind.REDEEMED, host);
    }
  }

  StoredToken ended(End how) {
    return new StoredToken(group, created, expires, hash, how);
  }

  JoinToken.State state(Instant now) {
    return switch (end.kind()) {
      case REDEEMED -> JoinToken.State.REDEEMED;
      case REVOKED -> JoinToken.State.REVOKED;
      case NONE -> now.isBefore(expires) ? JoinToken.State.OPEN : JoinToken.State.EXPIRED;
    };
  }

  JoinToken shown(String id, Instant now) {
    return new JoinToken(id, group, created, expires, state(now), end.host());
  }

  Fields toFields() {
    return new Fields(
        VERSION,
        List.of(
            group.toString(),
            created.toString(),
            expires.toString(),
            hash,
            end.kind().name(),
            end.host()));
  }

  static StoredToken from(StateStore.Entry entry) {
    return Fields.decode(
        entry,
        VERSION,
        COUNT,
        fields ->
            new StoredToken(
                ResourceName.parse(fields.get(0)),
                Instant.parse(fields.get(1)),
                Instant.parse(fields.get(2)),
                fields.get(3),
                new End(End.Kind.valueOf(fields.get(4)), fields.get(5))));
  }
}
