package io.fairlead.controlplane.ca.join;

import io.fairlead.model.ResourceName;
import io.fairlead.model.workload.WorkloadGroup;
import java.util.Optional;

/** Finds the group to which a host's credential leads. */
@FunctionalInterface
public interface WorkloadGroups {

  Optional<WorkloadGroup> find(ResourceName name);
}
