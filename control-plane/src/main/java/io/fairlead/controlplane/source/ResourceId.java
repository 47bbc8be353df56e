package io.fairlead.controlplane.source;

import io.fairlead.istioconfig.IstioResource;
import io.fairlead.model.ResourceName;

/** Tells resources apart: kind, namespace and name. */
public record ResourceId(String kind, ResourceName name) implements Comparable<ResourceId> {

  public static ResourceId of(IstioResource resource) {
    return new ResourceId(resource.kind().name(), resource.name());
  }

  @Override
  public int compareTo(ResourceId other) {
    int byKind = kind.compareTo(other.kind);
    return byKind != 0 ? byKind : name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return kind + " " + name;
  }
}
