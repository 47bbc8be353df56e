package io.fairlead.controlplane.caller;

import io.fairlead.pki.SpiffeId;
import java.util.Optional;

/**
 * Knows the members of the mesh by one kind of bearer token. Asked by each call that shows a token
 * and no certificate, on the call's own thread, which may wait.
 */
@FunctionalInterface
public interface BearerTokens {

  /**
   * Whose token it is.
   *
   * @return empty where it is not of this kind
   * @throws io.grpc.StatusRuntimeException where it is and does not hold
   */
  Optional<SpiffeId> member(Bearer bearer);
}
