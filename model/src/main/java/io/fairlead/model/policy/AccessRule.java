package io.fairlead.model.policy;

import java.util.List;

/**
 * The requests that a policy means: from any of some sources, for any of some operations, and under
 * all conditions.
 *
 * @param sources each is a list of what must all hold; none: from anywhere
 * @param operations likewise; none: whatever is asked for
 */
public record AccessRule(
    List<List<Demand>> sources, List<List<Demand>> operations, List<Demand> conditions) {

  public AccessRule {
    sources = sources.stream().map(List::copyOf).toList();
    operations = operations.stream().map(List::copyOf).toList();
    conditions = List.copyOf(conditions);
  }
}
