package io.fairlead.translation.scope;

import io.fairlead.model.Labels;
import io.fairlead.model.Locality;
import io.fairlead.model.TrafficRules;
import io.fairlead.model.policy.CallDefaults;
import io.fairlead.model.policy.Calling;
import io.fairlead.model.policy.DestinationRule;
import io.fairlead.model.service.Placement;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Where a caller is, as far as some rule that it follows asks for it. Without such a rule callers
 * at all places are one.
 *
 * @param locality no more of it than rules ask for
 * @param labels those by which rules compare callers and endpoints
 * @param keepsZones whether the caller compares itself with others of its kind
 */
public record Vantage(Locality locality, Labels labels, boolean keepsZones) {

  /** Nobody asks. */
  public static final Vantage NONE = new Vantage(Locality.UNKNOWN, Labels.NONE, false);

  /** The labels by which Istio names places, whether a workload carries them or not. */
  private static final String REGION = "topology.kubernetes.io/region";

  private static final String ZONE = "topology.kubernetes.io/zone";
  private static final String SUBZONE = "topology.istio.io/subzone";
  private static final String NETWORK = "topology.istio.io/network";

  /** The name of a Node with its cluster, as {@code cluster/node}. */
  private static final String NODE = "kubernetes.io/hostname";

  static Vantage of(TrafficRules rules, String namespace, Labels labels, Placement placement) {
    Collection<DestinationRule> asking = rules.rulesByPlace();
    CallDefaults defaults = rules.defaults().calls();
    Calling unruled = defaults.under(Calling.NONE);
    boolean isAsked = unruled.asksForPlace();
    boolean isZoneAsked = unruled.asksForZone();
    boolean keepsZones = unruled.keepsZones();
    Set<String> asked = new TreeSet<>(isAsked ? unruled.placeLabels() : Set.of());
    for (DestinationRule rule : asking) {
      if (rule.isVisibleIn(namespace) && labels.matches(rule.callers())) {
        Calling calling = defaults.under(rule.calling());
        isAsked = true;
        isZoneAsked |= asksForZone(rules, rule, calling);
        keepsZones |= calling.keepsZones();
        asked.addAll(calling.placeLabels());
      }
    }
    Locality place = placement.locality();
    return isAsked
        ? new Vantage(
            isZoneAsked ? place : new Locality(place.region(), "", ""),
            labels(asked, labels, placement),
            keepsZones)
        : NONE;
  }

  /** What rules for one host say together may be more than any of them says. */
  private static boolean asksForZone(TrafficRules rules, DestinationRule rule, Calling calling) {
    return calling.asksForZone() || rules.destinationRules(rule.host()).size() > 1;
  }

  private static Labels labels(Set<String> asked, Labels labels, Placement placement) {
    Map<String, String> values = new TreeMap<>();
    asked.forEach(key -> values.put(key, label(key, labels, placement)));
    values.values().removeIf(String::isEmpty);
    return new Labels(values);
  }

  /** Whether anything asks on which Node callers run. */
  public static boolean asksForNode(TrafficRules rules) {
    CallDefaults defaults = rules.defaults().calls();
    return Stream.concat(
            Stream.of(Calling.NONE), rules.rulesByPlace().stream().map(DestinationRule::calling))
        .anyMatch(calling -> defaults.under(calling).placeLabels().contains(NODE));
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
