package io.fairlead.translation.scope;

import io.fairlead.model.Labels;
import io.fairlead.model.MeshState;
import io.fairlead.model.ResourceName;
import io.fairlead.model.TrafficRules;
import io.fairlead.model.policy.Gateway;
import io.fairlead.model.proxy.Interception;
import io.fairlead.model.proxy.Proxy;
import io.fairlead.model.service.Placement;
import io.fairlead.translation.security.Access;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What rules say of a proxy: all that outbound translation knows of its labels and its place.
 * Decided once for each namespace, labels and place; proxies of equal selections share everything.
 *
 * @param callers the label sets asked for by rules that may concern the proxy, and that it has
 * @param network of the proxy, where something stands between networks; empty: none in particular
 */
public record Selection(
    Egress egress, Set<Labels> callers, Edge edge, Vantage vantage, String network) {

  private static final int OTHER_SERVICES = 1_000;

  /** Where no rule tells proxies apart. */
  public static final Selection NONE =
      new Selection(new Egress.Everything(), Set.of(), Edge.NONE, Vantage.NONE, "");

  /** What is seen of the services that are exported to the proxy. */
  public sealed interface Egress {
    record Everything() implements Egress {}

    /** Only what the scope of this name shows. */
    record Limited(ResourceName scope) implements Egress {}
  }

  /**
   * What is said of a proxy because it is a gateway.
   *
   * @param gateways that it serves
   */
  public record Edge(Set<ResourceName> gateways, Access access) {
    static final Edge NONE = new Edge(Set.of(), Access.FREE);

    public Edge {
      gateways = Set.copyOf(gateways);
    }
  }

  /** All of a proxy that a selector can see; what a Sidecar says is not for gateways. */
  public record Subject(String namespace, Labels labels, boolean isGateway, Placement placement) {
    public static Subject of(Proxy proxy) {
      return new Subject(
          proxy.namespace(),
          proxy.labels(),
          proxy.interception() instanceof Interception.Edge,
          proxy.placement());
    }

    /** With the Node of Kubernetes on which it runs, if some rule asks for that. */
    public static Subject of(MeshState state, Proxy proxy) {
      return Vantage.asksForNode(state.rules()) ? of(proxy).on(node(state, proxy)) : of(proxy);
    }

    /** With the Node of the Pod that the proxy is; a host is none. */
    public Subject in(MeshState state, Proxy proxy) {
      return on(node(state, proxy));
    }

    private Subject on(Placement.Node node) {
      return new Subject(namespace, labels, isGateway, placement.on(node));
    }

    /** A Pod is known by its addresses, and is believed to be who its certificate says. */
    private static Placement.Node node(MeshState state, Proxy proxy) {
      return proxy.addresses().stream()
          .flatMap(address -> state.ownerOf(proxy.placement().network(), address).stream())
          .filter(owner -> owner.isNamedBy(proxy.identity()))
          .map(owner -> owner.placement().node())
          .findFirst()
          .orElse(Placement.Node.NONE);
    }

    /** Wherever it is: for where no rule asks. */
    public Subject anywhere() {
      return new Subject(namespace, labels, isGateway, Placement.UNKNOWN);
    }
  }

  public Selection {
    callers = Set.copyOf(callers);
  }

  /** What the proxy serves, if it is a gateway. */
  public Set<ResourceName> gateways() {
    return edge.gateways;
  }

  /** Whom it lets in, if it is a gateway; what a host lets in is its own. */
  public Access access() {
    return edge.access;
  }

  /** How much two selections differ: seeing other services weighs more than any rule. */
  public int distanceTo(Selection other) {
    int shared = (int) callers.stream().filter(other.callers::contains).count();
    int served = (int) gateways().stream().filter(other.gateways()::contains).count();
    int different =
        callers.size()
            + other.callers.size()
            - 2 * shared
            + gateways().size()
            + other.gateways().size()
            - 2 * served
            + (vantage.equals(other.vantage) ? 0 : 1)
            + (access().equals(other.access()) ? 0 : 1);
    boolean isNear = egress.equals(other.egress) && network.equals(other.network);
    return isNear ? different : different + OTHER_SERVICES;
  }

  public static Selection of(MeshState state, Subject subject) {
    TrafficRules rules = state.rules();
    Edge edge = subject.isGateway ? edge(state, subject) : Edge.NONE;
    return new Selection(
        egress(state, subject),
        callers(state, subject.namespace, subject.labels),
        edge,
        Vantage.of(rules, subject.namespace, subject.labels, subject.placement),
        areNetworksApart(rules, edge) ? subject.placement.network() : "");
  }

  private static boolean areNetworksApart(TrafficRules rules, Edge edge) {
    return !rules.networks().isEmpty()
        || edge.gateways.stream()
            .flatMap(name -> Stream.ofNullable(rules.gateways().get(name)))
            .anyMatch(Gateway::joinsNetworks);
  }

  private static Edge edge(MeshState state, Subject subject) {
    return new Edge(
        gateways(state.rules(), subject.labels),
        Access.of(state, subject.namespace, subject.labels));
  }

  /** A gateway without a selector is every proxy's that is a gateway at all, as in Istio. */
  private static Set<ResourceName> gateways(TrafficRules rules, Labels labels) {
    return rules.gateways().values().stream()
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
