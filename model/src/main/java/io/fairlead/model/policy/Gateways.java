package io.fairlead.model.policy;

import io.fairlead.model.ResourceName;
import java.util.Set;

/**
 * Which proxies something is for.
 *
 * @param isForSidecars by the reserved name mesh
 * @param names of Gateways whose proxies are meant
 */
public record Gateways(boolean isForSidecars, Set<ResourceName> names) {

  /** Where nothing is said: as what stands around it says. */
  public static final Gateways UNSAID = new Gateways(false, Set.of());

  public static final Gateways SIDECARS = new Gateways(true, Set.of());

  public Gateways {
    names = Set.copyOf(names);
  }

  public boolean isUnsaid() {
    return !isForSidecars && names.isEmpty();
  }

  /** Whether a sidecar is not shut out. */
  public boolean letsInSidecars() {
    return isForSidecars || names.isEmpty();
  }

  /** Whether the proxies of a gateway are not shut out. */
  public boolean letsIn(ResourceName gateway) {
    return isUnsaid() || names.contains(gateway);
  }
}
