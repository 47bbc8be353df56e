package io.fairlead.controlplane.workload;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import io.fairlead.api.fairlead.v1.RegisteredWorkload;
import io.fairlead.model.Labels;
import io.fairlead.model.Locality;
import io.fairlead.model.ResourceName;
import io.fairlead.model.service.Placement;
import io.fairlead.model.workload.Workload;
import java.time.Instant;
import java.util.Set;

/** The form in which a registered host is kept in the state store. */
final class WorkloadCodec {

  private WorkloadCodec() {}

  static ByteString encode(HostState host) {
    Workload workload = host.workload();
    Instant registered = workload.status().registered();
    return RegisteredWorkload.newBuilder()
        .setNamespace(workload.name().namespace())
        .setName(workload.name().name())
        .addAllAddresses(workload.addresses())
        .setWorkloadGroup(workload.membership().group())
        .setServiceAccount(workload.membership().serviceAccount())
        .putAllLabels(workload.labels().values())
        .setNetwork(workload.placement().network())
        .setLocality(workload.placement().locality().toString())
        .setRegistered(
            Timestamp.newBuilder()
                .setSeconds(registered.getEpochSecond())
                .setNanos(registered.getNano()))
        .setCaptured(workload.status().capture() == Workload.Capture.IN_PLACE)
        .putAllPorts(host.ports())
        .setAbsent(host.isAbsent())
        .build()
        .toByteString();
  }

  /** A host without streams: it was seen before this control plane started. */
  static HostState decode(ByteString value) {
    RegisteredWorkload read;
    try {
      read = RegisteredWorkload.parseFrom(value);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the state store holds a workload that is none", e);
    }
    Workload workload =
        new Workload(
            new ResourceName(read.getNamespace(), read.getName()),
            read.getAddressesList(),
            new Workload.Membership(read.getWorkloadGroup(), read.getServiceAccount()),
            new Labels(read.getLabelsMap()),
            new Placement(read.getNetwork(), Locality.parse(read.getLocality())),
            new Workload.Status(
                Instant.ofEpochSecond(
                    read.getRegistered().getSeconds(), read.getRegistered().getNanos()),
                read.getCaptured() ? Workload.Capture.IN_PLACE : Workload.Capture.NONE));
    return new HostState(workload, read.getPortsMap(), true, read.getAbsent(), Set.of());
  }
}
