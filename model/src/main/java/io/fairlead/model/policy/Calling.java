package io.fairlead.model.policy;

import io.fairlead.model.Labels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What rules say of calling a host.
 *
 * @param policy for all of its endpoints
 * @param subsets parts of them that routes can name, each by a name of its own
 * @param health of all endpoints, on every port that can be asked so
 */
public record Calling(
    Setting<TrafficPolicy> policy, List<Subset> subsets, Setting<HealthCheck> health) {

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

  public Calling(Setting<TrafficPolicy> policy, List<Subset> subsets) {
    this(policy, subsets, Setting.unset());
  }

  /** What rules for one host say together: the first policy, and the first subset of each name. */
  public static Calling together(Collection<Calling> rules) {
    if (rules.size() == 1) {
      return rules.iterator().next();
    }
    Setting<TrafficPolicy> policy = Setting.unset();
    Setting<HealthCheck> health = Setting.unset();
    Map<String, Subset> subsets = new LinkedHashMap<>();
    for (Calling rule : rules) {
      policy = policy.over(rule.policy);
      health = health.over(rule.health);
      rule.subsets.forEach(subset -> subsets.putIfAbsent(subset.name(), subset));
    }
    return new Calling(policy, new ArrayList<>(subsets.values()), health);
  }

  public CallPolicy at(int port) {
    return policy.or(TrafficPolicy.NONE).at(port);
  }

  public CallPolicy at(int port, Subset subset) {
    CallPolicy host = at(port);
    return switch (subset.policy()) {
      case Setting.Said<TrafficPolicy>(TrafficPolicy own) -> own.at(port, host);
      case Setting.Unset<TrafficPolicy> ignored ->
          new CallPolicy(host.blocks(), host.extras().through(Setting.unset()));
    };
  }

  /** Whether it matters where the caller is. */
  public boolean asksForPlace() {
    return any(CallPolicy::asksForPlace);
  }

  /** Whether it matters where in its region the caller is. */
  public boolean asksForZone() {
    return any(CallPolicy::asksForZone);
  }

  /** Whether callers are to stay in their zone, for which proxies must know their own kind. */
  public boolean keepsZones() {
    return any(policy -> policy.zones().isSet());
  }

  private boolean any(Predicate<CallPolicy> claim) {
    Set<Integer> ports = ports(policy);
    return ports.stream().anyMatch(port -> claim.test(at(port)))
        || subsets.stream().anyMatch(subset -> any(subset, ports, claim));
  }

  private boolean any(Subset subset, Set<Integer> ofHost, Predicate<CallPolicy> claim) {
    Set<Integer> ports = ports(subset.policy());
    ports.addAll(ofHost);
    return ports.stream().anyMatch(port -> claim.test(at(port, subset)));
  }

  /** Those of which something of their own is said, and one that stands for all others. */
  private static Set<Integer> ports(Setting<TrafficPolicy> policy) {
    Set<Integer> ports = new TreeSet<>(policy.or(TrafficPolicy.NONE).ports().keySet());
    ports.add(0);
    return ports;
  }

  /** Whether it may matter together with what other rules say of the host. */
  public boolean mayAskForPlace() {
    return Stream.concat(Stream.of(policy), subsets.stream().map(Subset::policy))
        .flatMap(Calling::blocks)
        .anyMatch(PolicyBlocks::mayAskForPlace);
  }

  /** The labels that endpoints and callers are compared by. */
  public Set<String> placeLabels() {
    Set<String> labels = new TreeSet<>();
    placeLabels(policy, labels);
    subsets.forEach(subset -> placeLabels(subset.policy(), labels));
    return labels;
  }

  private static void placeLabels(Setting<TrafficPolicy> policy, Set<String> labels) {
    blocks(policy).forEach(blocks -> labels.addAll(blocks.placeLabels()));
  }

  /** What the control plane must hold for the callers, by name. */
  public Set<String> credentials() {
    Set<String> names = new TreeSet<>();
    Stream.concat(Stream.of(policy), subsets.stream().map(Subset::policy))
        .flatMap(Calling::blocks)
        .forEach(
            blocks -> {
              if (blocks.tls() instanceof Setting.Said<ClientTls>(ClientTls tls)) {
                names.addAll(tls.credentials());
              }
            });
    return names;
  }

  private static Stream<PolicyBlocks> blocks(Setting<TrafficPolicy> policy) {
    TrafficPolicy said = policy.or(TrafficPolicy.NONE);
    return Stream.concat(Stream.of(said.general().blocks()), said.ports().values().stream());
  }
}
