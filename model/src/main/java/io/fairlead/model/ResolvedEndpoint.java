package io.fairlead.model;

import io.fairlead.model.service.Endpoint;
import io.fairlead.model.workload.Workload;
import java.util.Optional;

/**
 * An endpoint together with the live workload that owns its address: the registry says where, only
 * the joined host says who.
 */
public record ResolvedEndpoint(Endpoint endpoint, Claim claim) {

  /** Who stands behind the address. */
  public sealed interface Claim {
    /** Nobody joined with it: outside the mesh, plaintext, no identity. */
    record Nobody() implements Claim {}

    /** A joined host owns it. */
    record Owned(Workload workload) implements Claim {}
  }

  /** The workload whose identity must be proved before bytes are sent, if any. */
  public Optional<Workload> authenticated() {
    return switch (claim) {
      case Claim.Owned(Workload workload) when workload.status().isCaptured() ->
          Optional.of(workload);
      case Claim.Owned ignored -> Optional.empty();
      case Claim.Nobody ignored -> Optional.empty();
    };
  }
}
