package io.fairlead.istioconfig.analyze;

import io.fairlead.api.istio.networking.v1alpha3.DestinationRule;
import io.fairlead.model.ProblemCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** DestinationRules of one namespace for one host and the same callers. */
final class DestinationRuleConflicts {

  private record Place(String namespace, String host, Map<String, String> callers) {}

  private record SubsetPlace(Place place, String name) {}

  private final Notes notes;
  private final Map<Place, Declared<DestinationRule>> policies = new HashMap<>();
  private final Map<SubsetPlace, Declared<DestinationRule>> subsets = new HashMap<>();

  private DestinationRuleConflicts(Notes notes) {
    this.notes = notes;
  }

  static void tell(Configuration all, Notes notes) {
    DestinationRuleConflicts search = new DestinationRuleConflicts(notes);
    List<Declared<DestinationRule>> ordered =
        all.destinationRules().stream().sorted(Declared.precedence()).toList();
    ordered.forEach(search::check);
  }

  private void check(Declared<DestinationRule> rule) {
    Place place =
        new Place(
            rule.namespace(),
            HostNames.of(rule.spec().getHost()),
            rule.spec().getWorkloadSelector().getMatchLabelsMap());
    if (rule.spec().hasTrafficPolicy()) {
      Declared<DestinationRule> before = policies.putIfAbsent(place, rule);
      if (before != null) {
        notes.warning(
            ProblemCode.RULE_HIDDEN,
            rule.resource(),
            "spec.trafficPolicy",
            "has no effect: "
                + before.title()
                + " is for the same host and callers, and is older or comes first by name");
      }
    }
    for (int i = 0; i < rule.spec().getSubsetsCount(); i++) {
      String name = rule.spec().getSubsets(i).getName();
      Declared<DestinationRule> before = subsets.putIfAbsent(new SubsetPlace(place, name), rule);
      if (before != null) {
        notes.warning(
            ProblemCode.RULE_HIDDEN,
            rule.resource(),
            "spec.subsets[" + i + "].name",
            "has no effect: " + before.title() + " has a subset '" + name + "' of this host too");
      }
    }
  }
}
