package io.fairlead.controlplane.ca.join;

import io.fairlead.model.ResourceName;
import java.time.Instant;

/**
 * What may be shown of a join token.
 *
 * @param redeemedBy the host that used it, else empty
 */
public record JoinToken(
    String id,
    ResourceName group,
    Instant created,
    Instant expires,
    State state,
    String redeemedBy) {

  /** Only an open one lets a host in. */
  public enum State {
    OPEN,
    REDEEMED,
    EXPIRED,
    REVOKED
  }
}
