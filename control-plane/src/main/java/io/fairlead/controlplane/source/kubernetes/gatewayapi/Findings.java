package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import io.fairlead.model.Problem;
import io.fairlead.model.ResourceName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What turns up while one resource is read: what is wrong with it, and what it was looked up for.
 * Of one reading.
 */
final class Findings {

  private final List<Problem> problems = new ArrayList<>();
  private final Set<ResourceName> services = new TreeSet<>();
  private final Set<String> grants = new TreeSet<>();
  private Condition accepted = Condition.good(Condition.ACCEPTED);
  private Condition refs = Condition.good(Condition.RESOLVED_REFS);

  void problem(Problem problem) {
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
  }

  /** A reference leads nowhere. The first one is told; all are problems. */
  void broken(String reason, Problem problem) {
    problem(problem);
    if (refs.isTrue()) {
      refs = Condition.bad(Condition.RESOLVED_REFS, reason, problem.ofField());
    }
  }

  /** Something of it is not done. */
  void unsupported(Problem problem) {
    problem(problem);
    if (accepted.isTrue()) {
      accepted = Condition.bad(Condition.ACCEPTED, "UnsupportedValue", problem.ofField());
    }
  }

  void lookedForService(ResourceName name) {
    services.add(name);
  }

  void lookedForGrants(String namespace) {
    grants.add(namespace);
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  Set<ResourceName> services() {
    return Set.copyOf(services);
  }

  /** Namespaces whose grants were asked for. */
  Set<String> grants() {
    return Set.copyOf(grants);
  }

  Condition accepted() {
    return accepted;
  }

  Condition refs() {
    return refs;
  }
}
