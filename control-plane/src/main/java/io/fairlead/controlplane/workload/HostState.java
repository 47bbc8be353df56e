package io.fairlead.controlplane.workload;

import io.fairlead.model.MeshState;
import io.fairlead.model.service.Endpoint;
import io.fairlead.model.workload.Workload;
import io.fairlead.model.workload.WorkloadEntry;
import java.util.Map;
import java.util.Set;

/**
 * One registered host: its workload, the ports of its group, whether its application is healthy,
 * and the streams it holds.
 */
record HostState(
    Workload workload, Map<String, Integer> ports, boolean isHealthy, Set<Long> streams) {

  HostState {
    ports = Map.copyOf(ports);
    streams = Set.copyOf(streams);
  }

  HostState with(Workload next) {
    return new HostState(next, ports, isHealthy, streams);
  }

  HostState withStreams(Set<Long> next) {
    return new HostState(workload, ports, isHealthy, next);
  }

  HostState withHealth(boolean next) {
    return new HostState(workload, ports, next, streams);
  }

  /** Whether the two are the same on the disk. */
  boolean isRecordedAs(HostState other) {
    return workload.equals(other.workload) && ports.equals(other.ports);
  }

  /** Whether the two are the same to the mesh, which sees no streams. */
  boolean isSeenAs(HostState other) {
    return isRecordedAs(other) && isHealthy == other.isHealthy;
  }

  /** The workload always; its entry only while calls to it would be answered. */
  MeshState in(MeshState mesh) {
    MeshState next = mesh.with(workload);
    return isHealthy && workload.status().isCaptured()
        ? next.with(entry())
        : next.withoutEntry(workload.name());
  }

  MeshState leaving(MeshState mesh) {
    return mesh.withoutEntry(workload.name()).withoutWorkload(workload.name());
  }

  private WorkloadEntry entry() {
    return new WorkloadEntry(
        workload.name(),
        new Endpoint(
            workload.addresses().getFirst(),
            ports,
            workload.labels(),
            workload.placement(),
            1,
            workload.membership().serviceAccount()));
  }
}
