package io.fairlead.model;

/**
 * What holds for the mesh as a whole.
 *
 * @param rootNamespace where policies hold for every namespace
 * @param dnsDomain the suffix of Kubernetes service names
 */
public record MeshSettings(
    String trustDomain, String rootNamespace, String meshId, String clusterId, String dnsDomain) {

  public static final MeshSettings STANDARD =
      new MeshSettings("cluster.local", "fairlead-system", "fairlead", "default", "cluster.local");
}
