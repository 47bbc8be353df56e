package io.fairlead.translation.scope;

import io.fairlead.model.Labels;
import io.fairlead.model.MeshState;
import io.fairlead.model.ResourceName;
import io.fairlead.model.TrafficRules;
import io.fairlead.model.policy.Gateway;
import io.fairlead.model.proxy.Interception;
import io.fairlead.model.proxy.Proxy;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the selectors of rules say of a proxy: all that outbound translation knows of its labels.
 * Decided once for each namespace and labels; proxies of equal selections share everything.
 *
 * @param callers the label sets asked for by rules that may concern the proxy, and that it has
 * @param gateways that the proxy serves, if it is a gateway
 */
public record Selection(Egress egress, Set<Labels> callers, Set<ResourceName> gateways) {

  private static final int OTHER_SERVICES = 1_000;

  /** Where no rule tells proxies apart. */
  public static final Selection NONE = new Selection(new Egress.Everything(), Set.of(), Set.of());

  /** What is seen of the services that are exported to the proxy. */
  public sealed interface Egress {
    record Everything() implements Egress {}

    /** Only what the scope of this name shows. */
    record Limited(ResourceName scope) implements Egress {}
  }

  /** All of a proxy that a selector can see; what a Sidecar says is not for gateways. */
  public record Subject(String namespace, Labels labels, boolean isGateway) {
    public static Subject of(Proxy proxy) {
      return new Subject(
          proxy.namespace(), proxy.labels(), proxy.interception() instanceof Interception.Edge);
    }
  }

  public Selection {
    callers = Set.copyOf(callers);
    gateways = Set.copyOf(gateways);
  }

  /** How much two selections differ: seeing other services weighs more than any rule. */
  public int distanceTo(Selection other) {
    int shared = (int) callers.stream().filter(other.callers::contains).count();
    int served = (int) gateways.stream().filter(other.gateways::contains).count();
    int different =
        callers.size()
            + other.callers.size()
            - 2 * shared
            + gateways.size()
            + other.gateways.size()
            - 2 * served;
    return egress.equals(other.egress) ? different : different + OTHER_SERVICES;
  }

  public static Selection of(MeshState state, Subject subject) {
    Set<Labels> callers = callers(state, subject.namespace, subject.labels);
    return new Selection(
        egress(state, subject),
        callers,
        subject.isGateway ? gateways(state, subject.labels) : Set.of());
  }

  /** A gateway without a selector is every proxy's that is a gateway at all, as in Istio. */
  private static Set<ResourceName> gateways(MeshState state, Labels labels) {
    return state.rules().gateways().values().stream()
        .filter(gateway -> labels.matches(gateway.selector()))
        .map(Gateway::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Egress egress(MeshState state, Subject subject) {
    return Sidecars.of(state, subject)
        .<Egress>map(scope -> new Egress.Limited(scope.name()))
        .orElseGet(Egress.Everything::new);
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
