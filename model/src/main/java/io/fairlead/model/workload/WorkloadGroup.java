package io.fairlead.model.workload;

import io.fairlead.model.Labels;
import io.fairlead.model.ResourceName;
import io.fairlead.model.service.Placement;
import java.util.Map;

/**
 * What hosts that join together have in common; a join token is bound to one.
 *
 * @param labels of each workload of the group
 * @param ports port name to port, for services that select these workloads
 * @param serviceAccount the identity that its hosts get
 */
public record WorkloadGroup(
    ResourceName name,
    Labels labels,
    Map<String, Integer> ports,
    Placement placement,
    String serviceAccount) {

  public WorkloadGroup {
    ports = Map.copyOf(ports);
    if (serviceAccount.isEmpty()) {
      throw new IllegalArgumentException("a workload group needs a service account");
    }
  }
}
