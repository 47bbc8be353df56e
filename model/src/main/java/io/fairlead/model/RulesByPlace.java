package io.fairlead.model;

import io.fairlead.collections.SharedMap;
import io.fairlead.model.policy.DestinationRule;
import io.fairlead.model.service.ServiceHost;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rules for which it may matter where the caller is. A rule that stands alone for its
 * host in its namespace says it exactly; where others may add to it, a part of what is asked for
 * counts.
 */
record RulesByPlace(
    SharedMap<ResourceName, DestinationRule> rules, Index<ServiceHost, ResourceName> byHost) {

  /** The two are one rule, before and after a change; those beside it may count otherwise too. */
  SharedMap<ResourceName, DestinationRule> after(
      SharedMap<ResourceName, DestinationRule> found,
      @Nullable DestinationRule before,
      @Nullable DestinationRule after) {
    SharedMap<ResourceName, DestinationRule> next = found;
    if (before != null) {
      next = beside(before, next.minus(before.name()));
    }
    return after == null ? next : beside(after, next);
  }

  private SharedMap<ResourceName, DestinationRule> beside(
      DestinationRule changed, SharedMap<ResourceName, DestinationRule> found) {
    String namespace = changed.name().namespace();
    List<ResourceName> all =
        byHost.at(changed.host()).stream()
            .filter(name -> name.namespace().equals(namespace))
            .toList();
    SharedMap<ResourceName, DestinationRule> next = found;
    for (ResourceName name : all) {
      DestinationRule rule = rules.get(name);
      if (rule == null) {
        throw new IllegalStateException("an index names " + name + ", which does not exist");
      }
      boolean asks =
          all.size() == 1 ? rule.calling().asksForPlace() : rule.calling().mayAskForPlace();
      next = asks ? next.plus(name, rule) : next.minus(name);
    }
    return next;
  }
}
