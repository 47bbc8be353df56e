package io.fairlead.model.policy;

import io.fairlead.model.Labels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What rules say of calling a host.
 *
 * @param policy for all of its endpoints
 * @param subsets parts of them that routes can name, each by a name of its own
 */
public record Calling(Setting<TrafficPolicy> policy, List<Subset> subsets) {

  /** Nobody says anything. */
  public static final Calling NONE = new Calling(Setting.unset(), List.of());

  /**
   * Endpoints by their labels.
   *
   * @param labels that they have; empty: all of them
   * @param policy what is otherwise for them
   */
  public record Subset(String name, Labels labels, Setting<TrafficPolicy> policy) {}

  public Calling {
    subsets = List.copyOf(subsets);
  }

  /** What rules for one host say together: the first policy, and the first subset of each name. */
  public static Calling together(Collection<Calling> rules) {
    if (rules.size() == 1) {
      return rules.iterator().next();
    }
    Setting<TrafficPolicy> policy = Setting.unset();
    Map<String, Subset> subsets = new LinkedHashMap<>();
    for (Calling rule : rules) {
      policy = policy.over(rule.policy);
      rule.subsets.forEach(subset -> subsets.putIfAbsent(subset.name(), subset));
    }
    return new Calling(policy, new ArrayList<>(subsets.values()));
  }

  public CallPolicy at(int port) {
    return policy.or(TrafficPolicy.NONE).at(port);
  }

  public CallPolicy at(int port, Subset subset) {
    CallPolicy host = at(port);
    return switch (subset.policy()) {
      case Setting.Said<TrafficPolicy>(TrafficPolicy own) -> own.at(port, host);
      case Setting.Unset<TrafficPolicy> ignored -> host;
    };
  }
}
