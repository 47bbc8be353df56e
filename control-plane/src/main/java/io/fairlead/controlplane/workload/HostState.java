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
 *
 * @param isAbsent whether its agent has told that it ends and will be back
 */
record HostState(
    Workload workload,
    Map<String, Integer> ports,
    boolean isHealthy,
    boolean isAbsent,
    Set<Long> streams) {

  HostState {
    ports = Map.copyOf(ports);
    streams = Set.copyOf(streams);
  }

  HostState with(Workload.Capture next) {
    return new HostState(
        workload.with(workload.status().with(next)), ports, isHealthy, isAbsent, streams);
  }

  HostState withStreams(Set<Long> next) {
    return new HostState(workload, ports, isHealthy, isAbsent, next);
  }

  HostState withHealth(boolean next) {
    return new HostState(workload, ports, next, isAbsent, streams);
  }

  HostState absent() {
    return new HostState(workload, ports, isHealthy, true, streams);
  }

  /** Whether the two are the same on the disk. */
  boolean isRecordedAs(HostState other) {
    return isSameHost(other) && isAbsent == other.isAbsent;
  }

  /** Whether the two are the same to the mesh, which sees no streams and no absence. */
  boolean isSeenAs(HostState other) {
    return isSameHost(other) && isHealthy == other.isHealthy;
  }

  private boolean isSameHost(HostState other) {
    return workload.equals(other.workload) && ports.equals(other.ports);
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
