package io.fairlead.model.workload;

import io.fairlead.model.Labels;
import io.fairlead.model.ResourceName;
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
   * @param isCaptured whether inbound traffic passes its proxy, so that mutual TLS is answered
   */
  public record Status(Instant registered, boolean isCaptured) {

    /** Of a Pod with a sidecar, which nothing passes by. */
    public static final Status OF_POD = new Status(Instant.MIN, true);
  }

  public boolean hasJoined() {
    return !status.registered.equals(Instant.MIN);
  }

  /** Whether both prove themselves by the same name. */
  public boolean hasIdentityOf(Workload other) {
    return name.namespace().equals(other.name.namespace())
        && membership.serviceAccount.equals(other.membership.serviceAccount);
  }

  public Workload with(Status next) {
    return new Workload(name, addresses, membership, labels, placement, next);
  }
}
