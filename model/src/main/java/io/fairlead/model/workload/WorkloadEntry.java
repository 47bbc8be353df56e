package io.fairlead.model.workload;

import io.fairlead.model.ResourceName;
import io.fairlead.model.service.Endpoint;
import io.fairlead.model.service.Registry;

/**
 * An endpoint with a name of its own, for services that select their endpoints by labels.
 *
 * @param registry Kubernetes for a Pod
 */
public record WorkloadEntry(ResourceName name, Endpoint endpoint, Registry registry) {

  /** As declared by somebody. */
  public WorkloadEntry(ResourceName name, Endpoint endpoint) {
    this(name, endpoint, Registry.DECLARED);
  }
}
