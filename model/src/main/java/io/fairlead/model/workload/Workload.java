package io.fairlead.model.workload;

import io.fairlead.model.Labels;
import io.fairlead.model.ResourceName;
import io.fairlead.model.proxy.Proxy;
import io.fairlead.model.service.Placement;
import java.time.Instant;
import java.util.List;

/**
 * A host that joined, or a Pod whose API server knows it: the only values in the mesh that say who
 * stands behind an address.
 *
 * @param addresses the addresses that the host owns on its network
 * @param membership what its certificate and group say of it
 * @param status whether its identity stands behind its addresses now
 */
public record Workload(
    ResourceName name,
    List<String> addresses,
    Membership membership,
    Labels labels,
    Placement placement,
    Status status) {

  public Workload {
    addresses = List.copyOf(addresses);
  }

  /** The group it joined by, empty for a Pod, and the account of its certificate. */
  public record Membership(String group, String serviceAccount) {}

  /**
   * @param registered when this registration began; the newest wins where two claim one address.
   *     {@link Instant#MIN} for a Pod that its API server speaks for: a host that joined wins
   * @param capture whether inbound traffic passes its proxy
   */
  public record Status(Instant registered, Capture capture) {

    /** Of a Pod with a sidecar, which nothing passes by. */
    public static final Status OF_POD = new Status(Instant.MIN, Capture.IN_PLACE);

    /** Whether mutual TLS is answered at its addresses. */
    public boolean isCaptured() {
      return capture == Capture.IN_PLACE || capture == Capture.ENDING;
    }

    public Status with(Capture next) {
      return new Status(registered, next);
    }
  }

  /** Whether a host's inbound traffic passes its proxy. */
  public enum Capture {
    /** Nobody has said so yet: callers speak plaintext. */
    NONE,
    IN_PLACE,
    /** The host leaves: callers are not told yet, and its proxy makes ready for plaintext. */
    ENDING,
    /** The host has left, or is about to: callers speak plaintext, whatever policies say. */
    ENDED;

    /** Whether the host itself has said that it leaves. */
    public boolean isLeaving() {
      return this == ENDING || this == ENDED;
    }
  }

  public boolean hasJoined() {
    return !status.registered.equals(Instant.MIN);
  }

  /** Whether both prove themselves by the same name. */
  public boolean hasIdentityOf(Workload other) {
    return name.namespace().equals(other.name.namespace())
        && membership.serviceAccount.equals(other.membership.serviceAccount);
  }

  /** Whether a proxy with this identity may be believed to be this workload's. */
  public boolean isNamedBy(Proxy.Identity identity) {
    return name.namespace().equals(identity.namespace())
        && membership.serviceAccount.equals(identity.serviceAccount());
  }

  public Workload with(Status next) {
    return new Workload(name, addresses, membership, labels, placement, next);
  }
}
