package io.fairlead.controlplane.source.kubernetes.mesh;

import io.fairlead.model.ResourceName;

/** Names of what is not one over all clusters: two may have objects of one name. */
final class ClusterNames {

  private ClusterNames() {}

  static ResourceName name(ResourceName object, String cluster) {
    return new ResourceName(object.namespace(), object.name() + "@" + cluster);
  }
}
