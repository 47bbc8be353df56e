package io.fairlead.controlplane.source.kubernetes.mesh;

import io.fairlead.controlplane.source.kubernetes.object.ServiceObject;
import io.fairlead.controlplane.source.kubernetes.object.SliceObject;
import java.util.List;

/**
 * A Service as one cluster has it.
 *
 * @param slices ordered by name
 */
public record ClusterService(
    ServiceObject service, List<SliceObject> slices, ClusterPlaces places) {

  public ClusterService {
    slices = List.copyOf(slices);
  }
}
