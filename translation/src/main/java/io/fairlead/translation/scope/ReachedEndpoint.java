package io.fairlead.translation.scope;

import io.fairlead.model.Labels;
import io.fairlead.model.ResolvedEndpoint;
import io.fairlead.model.ResolvedEndpoint.Claim;
import io.fairlead.model.policy.MtlsMode;
import io.fairlead.model.workload.Workload;
import io.fairlead.translation.security.PeerModes;
import java.util.Optional;

/**
 * An endpoint and what the host behind it accepts.
 *
 * @param accepted as the policies say it for the owner; of no meaning where nobody owns the address
 */
public record ReachedEndpoint(ResolvedEndpoint resolved, PeerModes accepted) {

  /**
   * The host that answers mutual TLS on {@code port}, if one does: it joined, it captures, and no
   * policy has turned mutual TLS off there.
   */
  public Optional<Workload> authenticated(int port) {
    return resolved.authenticated().filter(ignored -> accepted.port(port) != MtlsMode.DISABLE);
  }

  /** What the declaration says of it; where it says nothing, what the host behind it says. */
  public Labels labels() {
    Labels declared = resolved.endpoint().labels();
    return switch (resolved.claim()) {
      case Claim.Owned(Workload owner) -> declared.over(owner.labels());
      case Claim.Nobody ignored -> declared;
    };
  }
}
