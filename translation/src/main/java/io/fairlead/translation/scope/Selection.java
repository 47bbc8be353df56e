package io.fairlead.translation.scope;

import io.fairlead.model.Labels;
import io.fairlead.model.MeshState;
import io.fairlead.model.ResourceName;
import io.fairlead.model.TrafficRules;
import io.fairlead.model.policy.EgressScope;
import io.fairlead.model.service.Placement;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What rules say of a proxy: all that outbound translation knows of its labels and its place.
 * Decided once for each namespace, labels and place; proxies of equal selections share everything.
 *
 * @param callers the label sets asked for by rules that may concern the proxy, and that it has
 */
public record Selection(Egress egress, Set<Labels> callers, Vantage vantage) {

  private static final int OTHER_SERVICES = 1_000;

  /** Where no rule tells proxies apart. */
  public static final Selection NONE =
      new Selection(new Egress.Everything(), Set.of(), Vantage.NONE);

  /** What is seen of the services that are exported to the proxy. */
  public sealed interface Egress {
    record Everything() implements Egress {}

    /** Only what the scope of this name shows. */
    record Limited(ResourceName scope) implements Egress {}
  }

  public Selection {
    callers = Set.copyOf(callers);
  }

  /** How much two selections differ: seeing other services weighs more than any rule. */
  public int distanceTo(Selection other) {
    int shared = (int) callers.stream().filter(other.callers::contains).count();
    int different =
        callers.size()
            + other.callers.size()
            - 2 * shared
            + (vantage.equals(other.vantage) ? 0 : 1);
    return egress.equals(other.egress) ? different : different + OTHER_SERVICES;
  }

  /**
   * @param placement where the proxy is
   */
  public static Selection of(
      MeshState state, String namespace, Labels labels, Placement placement) {
    return new Selection(
        egress(state, namespace, labels),
        callers(state, namespace, labels),
        Vantage.of(state.rules(), namespace, labels, placement));
  }

  /** The scope with a selector first, then the namespace's, then the mesh's. */
  private static Egress egress(MeshState state, String namespace, Labels labels) {
    List<EgressScope> own = ordered(state, namespace);
    Optional<EgressScope> chosen =
        own.stream()
            .filter(scope -> !scope.selector().isEmpty() && labels.matches(scope.selector()))
            .findFirst()
            .or(() -> forAll(own))
            .or(() -> forAll(ordered(state, state.settings().rootNamespace())));
    return chosen
        .filter(scope -> !scope.hosts().isEmpty())
        .<Egress>map(scope -> new Egress.Limited(scope.name()))
        .orElseGet(Egress.Everything::new);
  }

  private static List<EgressScope> ordered(MeshState state, String namespace) {
    return state.rules().egressScopes(namespace).stream().sorted(EgressScope.OLDEST_FIRST).toList();
  }

  private static Optional<EgressScope> forAll(List<EgressScope> scopes) {
    return scopes.stream().filter(scope -> scope.selector().isEmpty()).findFirst();
  }

  private static Set<Labels> callers(MeshState state, String namespace, Labels labels) {
    TrafficRules rules = state.rules();
    Set<Labels> matched = new HashSet<>();
    for (Labels asked : rules.ruleCallers()) {
      if (labels.matches(asked)
          && rules.destinationRulesFor(asked).stream().anyMatch(r -> r.isVisibleIn(namespace))) {
        matched.add(asked);
      }
    }
    for (Labels asked : rules.routeCallers()) {
      if (labels.matches(asked)
          && rules.virtualServicesFor(asked).stream().anyMatch(r -> r.isVisibleIn(namespace))) {
        matched.add(asked);
      }
    }
    return matched;
  }
}
