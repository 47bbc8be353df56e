package io.fairlead.translation.cluster;

import io.fairlead.translation.endpoint.AssignedEndpoint;
import io.fairlead.translation.scope.IpFamilies;
import java.util.List;

/** How the endpoints of a cluster are found. */
public sealed interface Upstream {

  /** The control plane tells them. */
  record Assigned() implements Upstream {}

  /**
   * The proxy asks DNS.
   *
   * @param isFirstOnly only the first answer for the one endpoint is used
   */
  record Resolved(boolean isFirstOnly, IpFamilies families, List<AssignedEndpoint> endpoints)
      implements Upstream {
    public Resolved {
      endpoints = List.copyOf(endpoints);
    }
  }

  /** The proxy asks DNS for the host that each request names. */
  record AsNamed(IpFamilies families) implements Upstream {}

  /** Wherever the caller wanted to go. */
  record OriginalDestination() implements Upstream {}
}
