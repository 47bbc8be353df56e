package io.fairlead.translation.scope;

import io.fairlead.model.Problem;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.SourceLocation;
import io.fairlead.model.policy.DestinationRule;
import java.util.List;

/** Rules of calling in whose place another one stands. */
final class CallProblems {

  private CallProblems() {}

  /** Of several rules for a host that are followed together the oldest says how it is called. */
  static List<Problem> of(VisibleService service, SeenRules rules) {
    List<DestinationRule> speaking =
        rules.followed(service.service()).stream()
            .filter(rule -> rule.calling().policy().isSet())
            .toList();
    return speaking.stream()
        .skip(1)
        .map(rule -> hidden(rule, speaking.getFirst(), service))
        .toList();
  }

  private static Problem hidden(DestinationRule rule, DestinationRule by, VisibleService service) {
    return Problem.warning(
        ProblemCode.RULE_HIDDEN,
        "DestinationRule " + rule.name(),
        "spec.trafficPolicy",
        SourceLocation.UNKNOWN,
        "has no effect: DestinationRule "
            + by.name()
            + " says how '"
            + service.host()
            + "' is called, as it is older or comes first by name; say it there, or remove one");
  }
}
