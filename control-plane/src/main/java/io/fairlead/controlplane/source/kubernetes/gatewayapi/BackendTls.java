package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.BackendTLSPolicy;
import io.fairlead.controlplane.source.kubernetes.object.RootsObject;
import io.fairlead.controlplane.source.kubernetes.object.ServiceObject;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.model.Problem;
import io.fairlead.model.ResourceName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * BackendTLSPolicies and what follows from them: one DestinationRule for each Service. A policy
 * counts as it was last until all that it names was heard of. Of one thread.
 */
final class BackendTls {

  private final String domain;
  private final Map<ResourceName, RootsObject> roots = new HashMap<>();
  private final Map<ResourceName, BackendTLSPolicy> objects = new HashMap<>();
  private final SortedMap<ResourceName, TlsPolicy> policies = new TreeMap<>();
  private final Map<ResourceName, ServiceObject> services = new HashMap<>();
  private final Links<ResourceName, ResourceName> policiesOfService = new Links<>();
  private final Links<ResourceName, ResourceName> policiesOfRoots = new Links<>();

  /** By the Service. */
  private final SortedMap<ResourceName, TlsRule> rules = new TreeMap<>();

  private final Set<ResourceName> touchedPolicies = new TreeSet<>();
  private final Set<ResourceName> touchedServices = new TreeSet<>();
  private Set<ResourceName> named = Set.of();

  BackendTls(String domain) {
    this.domain = domain;
  }

  void put(ResourceName name, @Nullable BackendTLSPolicy policy) {
    if (policy == null || !TlsPolicyReader.isWhole(policy)) {
      objects.remove(name);
      policiesOfRoots.set(name, Set.of());
    } else {
      objects.put(name, policy);
      policiesOfRoots.set(name, TlsPolicyReader.named(policy));
    }
    if (!named.equals(policiesOfRoots.keys())) {
      named = Set.copyOf(policiesOfRoots.keys());
    }
    touchedPolicies.add(name);
  }

  /**
   * What is known of a ConfigMap now.
   *
   * @param now none where nobody asks for it any more
   */
  void roots(ResourceName configMap, @Nullable RootsObject now) {
    if (now == null) {
      roots.remove(configMap);
    } else if (!now.equals(roots.put(configMap, now))) {
      touchedPolicies.addAll(policiesOfRoots.of(configMap));
    }
  }

  /** The ConfigMaps that policies name; the same object until it differs. */
  Set<ResourceName> named() {
    return named;
  }

  /** Whether nothing was heard yet of one of them. */
  boolean isAwaiting() {
    return !roots.keySet().containsAll(named);
  }

  void service(ResourceName name, @Nullable ServiceObject service) {
    ServiceObject before = service == null ? services.remove(name) : services.put(name, service);
    if (!Objects.equals(before, service) && !policiesOfService.of(name).isEmpty()) {
      touchedServices.add(name);
    }
  }

  /**
   * The policies of which something else may be told now.
   *
   * @param write takes the rule of a Service
   */
  Set<ResourceName> update(BiConsumer<ResourceName, @Nullable IstioResource> write) {
    Set<ResourceName> touched = new TreeSet<>();
    for (ResourceName name : touchedPolicies) {
      BackendTLSPolicy object = objects.get(name);
      if (object == null) {
        policies.remove(name);
        touchedServices.addAll(policiesOfService.set(name, Set.of()));
        touched.add(name);
      } else if (roots.keySet().containsAll(TlsPolicyReader.named(object))) {
        TlsPolicy policy = TlsPolicyReader.read(object, roots);
        policies.put(name, policy);
        touchedServices.addAll(policiesOfService.set(name, policy.services()));
        touchedServices.addAll(policy.services());
        touched.add(name);
      }
    }
    for (ResourceName service : touchedServices) {
      touched.addAll(policiesOfService.of(service));
      write.accept(service, rule(service));
    }
    touchedPolicies.clear();
    touchedServices.clear();
    return touched;
  }

  private @Nullable IstioResource rule(ResourceName service) {
    List<TlsPolicy> all =
        policiesOfService.of(service).stream()
            .flatMap(name -> Optional.ofNullable(policies.get(name)).stream())
            .toList();
    if (all.isEmpty()) {
      rules.remove(service);
      return null;
    }
    TlsRule rule = TlsRule.of(service, all, Optional.ofNullable(services.get(service)), domain);
    rules.put(service, rule);
    return rule.resource().orElse(null);
  }

  /** Policies for a Service. */
  Set<ResourceName> of(ResourceName service) {
    return policiesOfService.of(service);
  }

  /** In order. */
  Set<ResourceName> servicesOf(ResourceName policy) {
    TlsPolicy found = policies.get(policy);
    return found == null ? Set.of() : found.services();
  }

  /** How it stands with all of its Services together; nothing where there is no such policy. */
  Optional<List<Condition>> conditions(ResourceName policy) {
    return Optional.ofNullable(policies.get(policy))
        .map(
            found ->
                conditions(
                    found,
                    found.services().stream().flatMap(one -> refusal(one, policy).stream())));
  }

  /** How it stands with one of them. */
  List<Condition> conditions(ResourceName policy, ResourceName service) {
    return Optional.ofNullable(policies.get(policy))
        .map(found -> conditions(found, refusal(service, policy).stream()))
        .orElse(List.of());
  }

  private static List<Condition> conditions(TlsPolicy policy, Stream<TlsRule.Refusal> refusals) {
    Condition accepted =
        refusals.findFirst().map(TlsRule.Refusal::condition).orElse(policy.accepted());
    return List.of(policy.accepted().isTrue() ? accepted : policy.accepted(), policy.refs());
  }

  private Optional<TlsRule.Refusal> refusal(ResourceName service, ResourceName policy) {
    return Optional.ofNullable(rules.get(service)).flatMap(rule -> rule.refusal(policy));
  }

  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    policies.values().forEach(policy -> problems.addAll(policy.problems()));
    rules.values().forEach(rule -> problems.addAll(rule.problems()));
    return problems;
  }
}
