package io.fairlead.istioconfig.analyze;

import io.fairlead.api.istio.networking.v1alpha3.Sidecar;
import io.fairlead.api.istio.security.v1beta1.PeerAuthentication;
import io.fairlead.model.ProblemCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sidecars and PeerAuthentications for the same workloads: the first one holds. */
final class WorkloadConflicts {

  private record Place(String kind, String namespace, Map<String, String> labels) {}

  private final Notes notes;
  private final Map<Place, Declared<?>> first = new HashMap<>();

  private WorkloadConflicts(Notes notes) {
    this.notes = notes;
  }

  static void tell(Configuration all, Notes notes) {
    WorkloadConflicts search = new WorkloadConflicts(notes);
    List<Declared<Sidecar>> sidecars =
        all.sidecars().stream().sorted(Declared.precedence()).toList();
    sidecars.forEach(
        sidecar -> search.check(sidecar, sidecar.spec().getWorkloadSelector().getLabelsMap()));
    List<Declared<PeerAuthentication>> policies =
        all.peerAuthentications().stream().sorted(Declared.precedence()).toList();
    policies.forEach(
        policy -> search.check(policy, policy.spec().getSelector().getMatchLabelsMap()));
  }

  private void check(Declared<?> declared, Map<String, String> labels) {
    Place place = new Place(declared.resource().kind().name(), declared.namespace(), labels);
    Declared<?> before = first.putIfAbsent(place, declared);
    if (before != null) {
      notes.warning(
          ProblemCode.RULE_HIDDEN,
          declared.resource(),
          "",
          "has no effect: "
              + before.title()
              + " is for the same workloads, and is older or comes first by name");
    }
  }
}
