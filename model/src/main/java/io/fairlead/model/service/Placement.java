package io.fairlead.model.service;

import io.fairlead.model.Locality;

/** The network and locality of a workload; an empty network is the mesh's default one. */
public record Placement(String network, Locality locality) {

  public static final Placement UNKNOWN = new Placement("", Locality.UNKNOWN);
}
