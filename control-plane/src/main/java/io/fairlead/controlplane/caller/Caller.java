package io.fairlead.controlplane.caller;

import io.fairlead.pki.SpiffeId;

/** Who made the call that is being served; what they may do is each service's own decision. */
public sealed interface Caller {

  /** A member of the mesh, by its client certificate or by a bearer token that was checked. */
  record Workload(SpiffeId id) implements Caller {}

  /** A host that wants to become one and shows a token, which nobody has checked yet. */
  record JoinToken(Secret secret) implements Caller {}

  /** Someone with access to the admin socket of this machine. */
  record Operator() implements Caller {}

  /** Nothing was presented. */
  record Anonymous() implements Caller {}

  /** The caller of the current gRPC call. */
  static Caller current() {
    return CallContext.CALLER.get();
  }

  /** The address of the caller's end of the connection, for limits and the audit log. */
  static String address() {
    return CallContext.ADDRESS.get();
  }
}
