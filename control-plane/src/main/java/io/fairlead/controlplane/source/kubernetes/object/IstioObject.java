package io.fairlead.controlplane.source.kubernetes.object;

import io.fairlead.controlplane.source.ResourceId;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Parsed;

/** A resource of Istio as it was read; of one that cannot be read, what is wrong with it. */
public record IstioObject(ResourceId id, Parsed<IstioResource> parsed) implements ClusterObject {

  @Override
  public Key key() {
    return new Key(id.kind(), id.name());
  }
}
