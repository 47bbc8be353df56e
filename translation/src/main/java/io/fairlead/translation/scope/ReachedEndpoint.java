package io.fairlead.translation.scope;

import io.fairlead.model.ResolvedEndpoint;
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
}
