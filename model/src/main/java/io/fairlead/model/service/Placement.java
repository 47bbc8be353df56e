package io.fairlead.model.service;

import io.fairlead.model.Locality;

/**
 * Where a workload is: its network and locality; an empty network is the mesh's default one.
 *
 * @param hostname by which an endpoint is known below the name of its service, such as {@code
 *     db-0}; empty where it has none
 */
public record Placement(String network, Locality locality, String hostname) {

  public static final Placement UNKNOWN = new Placement("", Locality.UNKNOWN);

  public Placement(String network, Locality locality) {
    this(network, locality, "");
  }

  /** The same place, under a name of its own. */
  public Placement named(String name) {
    return name.equals(hostname) ? this : new Placement(network, locality, name);
  }
}
