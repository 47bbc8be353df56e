package io.fairlead.model;

/**
 * What holds for the mesh as a whole.
 *
 * @param rootNamespace where policies hold for every namespace
 * @param dnsDomain the suffix of Kubernetes service names
 */
public record MeshSettings(
    TrustDomains trustDomains,
    String rootNamespace,
    String meshId,
    String clusterId,
    String dnsDomain) {

  public static final MeshSettings STANDARD =
      new MeshSettings(
          TrustDomains.STANDARD, "fairlead-system", "fairlead", "default", "cluster.local");

  /** The one that identities are given in. */
  public String trustDomain() {
    return trustDomains.own();
  }
}
