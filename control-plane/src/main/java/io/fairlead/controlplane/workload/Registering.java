package io.fairlead.controlplane.workload;

import io.fairlead.model.Labels;
import io.fairlead.model.MeshState;
import io.fairlead.model.service.Placement;
import io.fairlead.model.workload.Workload;
import io.fairlead.model.workload.WorkloadGroup;
import io.grpc.Status;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What becomes of a host that asks to be registered, by its group and by what it was before. */
final class Registering {

  private Registering() {}

  /**
   * The group that a host asks for.
   *
   * @throws io.grpc.StatusRuntimeException where there is none, or it is for another account
   */
  static WorkloadGroup group(MeshState mesh, Registration asked) {
    WorkloadGroup group =
        mesh.group(asked.group())
            .orElseThrow(
                () ->
                    Status.FAILED_PRECONDITION
                        .withDescription(
                            "there is no WorkloadGroup " + asked.group() + "; apply it first")
                        .asRuntimeException());
    String account = asked.proxy().identity().serviceAccount();
    if (!group.serviceAccount().equals(account)) {
      throw Status.PERMISSION_DENIED
          .withDescription(
              "WorkloadGroup "
                  + asked.group()
                  + " is for the service account "
                  + group.serviceAccount()
                  + ", not "
                  + account)
          .asRuntimeException();
    }
    return group;
  }

  /** Node labels go over the group's; a host that comes back keeps its place and its state. */
  static HostState host(
      Registration asked, WorkloadGroup group, Optional<HostState> before, Instant now) {
    Map<String, String> labels = new LinkedHashMap<>(group.labels().values());
    labels.putAll(asked.proxy().labels().values());
    Workload.Status status =
        before
            .map(host -> host.workload().status())
            .orElseGet(() -> new Workload.Status(now, Workload.Capture.NONE));
    Workload.Capture capture = asked.tellsCapture() ? status.capture() : Workload.Capture.IN_PLACE;
    Workload workload =
        new Workload(
            asked.workload(),
            asked.proxy().addresses(),
            new Workload.Membership(group.name().name(), asked.proxy().identity().serviceAccount()),
            new Labels(labels),
            placement(asked, group),
            status.with(capture));
    return new HostState(
        workload,
        group.ports(),
        before.map(HostState::isHealthy).orElse(true),
        false,
        before.map(HostState::streams).orElse(Set.of()));
  }

  private static Placement placement(Registration asked, WorkloadGroup group) {
    Placement own = asked.proxy().placement();
    boolean knowsLocality = !own.locality().region().isEmpty();
    return new Placement(
        own.network().isEmpty() ? group.placement().network() : own.network(),
        knowsLocality ? own.locality() : group.placement().locality());
  }
}
