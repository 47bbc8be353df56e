package io.fairlead.controlplane.source.kubernetes.mesh;

import io.fairlead.controlplane.source.kubernetes.object.PodObject;
import io.fairlead.model.ResourceName;
import io.fairlead.model.service.Endpoint;
import io.fairlead.model.service.Registry;
import io.fairlead.model.workload.Workload;
import io.fairlead.model.workload.WorkloadEntry;
import java.util.Optional;

/** What a Pod is by itself, whatever Services say of it. */
public final class PodMapper {

  private final String cluster;
  private final ClusterPlaces places;

  public PodMapper(String cluster, ClusterPlaces places) {
    this.cluster = cluster;
    this.places = places;
  }

  /** A host that joined may have the name of a Pod, too. */
  public ResourceName name(ResourceName pod) {
    return ClusterNames.name(pod, cluster);
  }

  /** What a ServiceEntry may select: only a Pod that takes requests. */
  public Optional<WorkloadEntry> entry(PodObject pod) {
    return pod.standing().isReady()
        ? Optional.of(
            new WorkloadEntry(
                name(pod.name()),
                new Endpoint(
                    pod.addresses().getFirst(),
                    pod.ports(),
                    pod.labels(),
                    places.of(pod),
                    1,
                    pod.standing().serviceAccount()),
                Registry.KUBERNETES))
        : Optional.empty();
  }

  /** Who stands behind its addresses, where mutual TLS can prove it. */
  public Optional<Workload> identity(PodObject pod) {
    return pod.standing().hasSidecar()
        ? Optional.of(
            new Workload(
                name(pod.name()),
                pod.addresses(),
                new Workload.Membership("", pod.standing().serviceAccount()),
                pod.labels(),
                places.of(pod),
                Workload.Status.OF_POD))
        : Optional.empty();
  }
}
