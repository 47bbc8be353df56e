package io.fairlead.cli.cluster;

import java.util.List;

/**
 * What people choose of a control plane in a cluster; everything else is as the chart has it.
 *
 * @param remoteClusters whether Secrets of its namespace may name other clusters
 */
public record MeshChoices(
    String namespace,
    Images images,
    Place place,
    Mesh mesh,
    Exposure exposure,
    boolean remoteClusters) {

  /**
   * Where images come from.
   *
   * @param tag empty for the chart's version
   */
  public record Images(String hub, String tag) {}

  /**
   * The cluster.
   *
   * @param network of its pods; empty for what its namespace's label says
   */
  public record Place(String cluster, String network) {}

  /** What all of its clusters share. */
  public record Mesh(String id, String trustDomain) {}

  /**
   * Who may reach it.
   *
   * @param advertise host:port for hosts outside of the cluster
   * @param serviceType of Kubernetes
   */
  public record Exposure(List<String> advertise, String serviceType) {

    public Exposure {
      advertise = List.copyOf(advertise);
    }
  }
}
