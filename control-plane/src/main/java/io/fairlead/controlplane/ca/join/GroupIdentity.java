package io.fairlead.controlplane.ca.join;

import io.fairlead.controlplane.caller.Refusals;
import io.fairlead.controlplane.caller.ServerTls;
import io.fairlead.model.ResourceName;
import io.fairlead.model.workload.WorkloadGroup;
import io.fairlead.pki.SpiffeId;
import io.fairlead.pki.TrustDomain;

/** What hosts of a WorkloadGroup are called in the mesh. */
public record GroupIdentity(String trustDomain, WorkloadGroups groups) {

  /**
   * @throws io.grpc.StatusRuntimeException where the group is not there
   */
  WorkloadGroup group(ResourceName name) {
    return groups
        .find(name)
        .orElseThrow(
            () ->
                Refusals.notPossible(
                    "there is no WorkloadGroup "
                        + name
                        + ": apply it, then join again; the token stays good"));
  }

  /**
   * @throws io.grpc.StatusRuntimeException where the group's account cannot be a host's
   */
  SpiffeId of(WorkloadGroup group) {
    SpiffeId id;
    try {
      id = new SpiffeId(trustDomain, group.name().namespace(), group.serviceAccount());
    } catch (IllegalArgumentException e) {
      throw Refusals.notPossible(
          "the WorkloadGroup " + group.name() + " cannot give an identity: " + e.getMessage());
    }
    if (id.equals(ServerTls.serverId(new TrustDomain(trustDomain)))) {
      throw Refusals.notPossible(
          "the WorkloadGroup "
              + group.name()
              + " has the service account of the control plane: give it another one");
    }
    return id;
  }
}
