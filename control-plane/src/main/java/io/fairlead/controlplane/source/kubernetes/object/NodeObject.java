package io.fairlead.controlplane.source.kubernetes.object;

import io.fairlead.model.Locality;

/** A Node: where its Pods are. */
public record NodeObject(String name, Locality locality) implements ClusterObject {

  public static final String KIND = "Node";

  @Override
  public Key key() {
    return Key.of(KIND, "", name);
  }
}
