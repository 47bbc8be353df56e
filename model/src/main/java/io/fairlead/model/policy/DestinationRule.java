package io.fairlead.model.policy;

import io.fairlead.model.Labels;
import io.fairlead.model.ResourceName;
import io.fairlead.model.Visibility;
import io.fairlead.model.service.ServiceHost;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * How proxies call a host, once the route to it is chosen.
 *
 * @param host may be a wildcard
 * @param callers the workloads of the rule's own namespace for which alone it holds; empty for all
 * @param created the older one wins where two apply
 */
public record DestinationRule(
    ResourceName name,
    ServiceHost host,
    Labels callers,
    Calling calling,
    List<String> exportTo,
    Instant created) {

  /** The order in which rules of one host and namespace are asked. */
  public static final Comparator<DestinationRule> OLDEST_FIRST =
      Comparator.comparing(DestinationRule::created)
          .thenComparing(rule -> rule.name().name())
          .thenComparing(rule -> rule.name().namespace());

  public DestinationRule {
    exportTo = List.copyOf(exportTo);
  }

  /**
   * Whether callers in {@code namespace} are asked at all; a rule for some never leaves its own.
   */
  public boolean isVisibleIn(String namespace) {
    return Visibility.reaches(exportTo, name.namespace(), namespace)
        && (callers.isEmpty() || name.namespace().equals(namespace));
  }
}
