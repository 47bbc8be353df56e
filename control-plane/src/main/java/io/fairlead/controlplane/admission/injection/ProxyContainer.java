package io.fairlead.controlplane.admission.injection;

import java.util.Map;

/**
 * What every proxy has in common, whatever its pod.
 *
 * @param cluster that the pods are of
 * @param controlPlane host:port that agents join
 * @param caHash of the mesh's root key, by which agents know the control plane
 */
public record ProxyContainer(
    String image,
    String pullPolicy,
    String revision,
    String cluster,
    String controlPlane,
    String caHash,
    Resources resources) {

  /** Quantities as Kubernetes writes them; empty ones are left out. */
  public record Resources(
      String cpuRequest, String memoryRequest, String cpuLimit, String memoryLimit) {

    /** Those that a pod's annotations name hold over these. */
    Resources with(Map<String, String> annotations) {
      return new Resources(
          annotations.getOrDefault(Annotations.CPU, cpuRequest),
          annotations.getOrDefault(Annotations.MEMORY, memoryRequest),
          annotations.getOrDefault(Annotations.CPU_LIMIT, cpuLimit),
          annotations.getOrDefault(Annotations.MEMORY_LIMIT, memoryLimit));
    }
  }
}
