package io.fairlead.model.policy;

import io.fairlead.model.Labels;
import io.fairlead.model.ResourceName;
import java.util.List;

/**
 * Who may do what to workloads.
 *
 * @param selector empty: every workload of the namespace, or of the mesh in the root namespace; in
 *     the root namespace labels choose workloads of every namespace
 * @param isDryRun whether it only tells what it would have decided
 * @param rules any of which is enough; without any nothing is meant, which lets nobody in where the
 *     action is to allow
 */
public record AccessPolicy(
    ResourceName name, Labels selector, Action action, boolean isDryRun, List<AccessRule> rules) {

  /** What happens to a request that is meant; what is denied is denied whoever allows it. */
  public enum Action {
    /** As soon as one policy allows something, what none allows is refused. */
    ALLOW,
    DENY,
    /** Decides nothing. */
    AUDIT
  }

  public AccessPolicy {
    rules = List.copyOf(rules);
  }
}
