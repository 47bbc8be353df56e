package io.fairlead.model.service;

import io.fairlead.model.Locality;

/**
 * Where a workload is: its network and locality; an empty network is the mesh's default one.
 *
 * @param hostname by which an endpoint is known below the name of its service, such as {@code
 *     db-0}; empty where it has none
 * @param node of Kubernetes on which it runs
 */
public record Placement(String network, Locality locality, String hostname, Node node) {

  public static final Placement UNKNOWN = new Placement("", Locality.UNKNOWN);

  public Placement(String network, Locality locality) {
    this(network, locality, "", Node.NONE);
  }

  /**
   * A Node of Kubernetes.
   *
   * @param name with its cluster, as {@code cluster/node}; empty for none
   * @param isAll whether nobody on another one may call an endpoint on it
   */
  public record Node(String name, boolean isAll) {
    public static final Node NONE = new Node("", false);

    /** Whether who runs on {@code other} may call an endpoint here. */
    public boolean isOpenTo(String other) {
      return !isAll || (!name.isEmpty() && name.equals(other));
    }
  }

  /** The same place, under a name of its own. */
  public Placement named(String name) {
    return name.equals(hostname) ? this : new Placement(network, locality, name, node);
  }

  public Placement on(Node other) {
    return other.equals(node) ? this : new Placement(network, locality, hostname, other);
  }
}
