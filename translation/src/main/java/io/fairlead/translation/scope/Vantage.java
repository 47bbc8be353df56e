package io.fairlead.translation.scope;

import io.fairlead.model.Labels;
import io.fairlead.model.Locality;
import io.fairlead.model.TrafficRules;
import io.fairlead.model.policy.DestinationRule;
import io.fairlead.model.service.Placement;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where a caller is, as far as some rule that it follows asks for it. Without such a rule callers
 * at all places are one.
 *
 * @param labels those by which rules compare callers and endpoints
 */
public record Vantage(Locality locality, Labels labels) {

  /** Nobody asks. */
  public static final Vantage NONE = new Vantage(Locality.UNKNOWN, Labels.NONE);

  /** The labels by which Istio names places, whether a workload carries them or not. */
  private static final String REGION = "topology.kubernetes.io/region";

  private static final String ZONE = "topology.kubernetes.io/zone";
  private static final String SUBZONE = "topology.istio.io/subzone";
  private static final String NETWORK = "topology.istio.io/network";

  /** The name of a Node with its cluster, as {@code cluster/node}. */
  private static final String NODE = "kubernetes.io/hostname";

  static Vantage of(TrafficRules rules, String namespace, Labels labels, Placement placement) {
    Collection<DestinationRule> asking = rules.rulesByPlace();
    boolean isAsked = false;
    Set<String> asked = new TreeSet<>();
    for (DestinationRule rule : asking) {
      if (rule.isVisibleIn(namespace) && labels.matches(rule.callers())) {
        isAsked = true;
        asked.addAll(rule.calling().placeLabels());
      }
    }
    return isAsked ? new Vantage(placement.locality(), labels(asked, labels, placement)) : NONE;
  }

  private static Labels labels(Set<String> asked, Labels labels, Placement placement) {
    Map<String, String> values = new TreeMap<>();
    asked.forEach(key -> values.put(key, label(key, labels, placement)));
    values.values().removeIf(String::isEmpty);
    return new Labels(values);
  }

  /** Whether any rule asks on which Node callers run. */
  public static boolean asksForNode(TrafficRules rules) {
    return rules.rulesByPlace().stream()
        .anyMatch(rule -> rule.calling().placeLabels().contains(NODE));
  }

  /** On which Node the callers run; empty for none, and where no rule asks. */
  public String node() {
    return labels.get(NODE);
  }

  /** A label of a workload, or what its placement says of it. */
  public static String label(String key, Labels labels, Placement placement) {
    String own = labels.get(key);
    return own.isEmpty()
        ? switch (key) {
          case REGION -> placement.locality().region();
          case ZONE -> placement.locality().zone();
          case SUBZONE -> placement.locality().subzone();
          case NETWORK -> placement.network();
          case NODE -> placement.node().name();
          default -> "";
        }
        : own;
  }
}
