package io.fairlead.controlplane.condition;

import io.fairlead.controlplane.source.kubernetes.gatewayapi.Condition;
import io.fairlead.controlplane.source.kubernetes.gatewayapi.GatewayApi;
import io.fairlead.controlplane.source.kubernetes.gatewayapi.Status;
import io.fairlead.model.MeshState;
import io.fairlead.model.ResourceName;
import io.fairlead.model.Visibility;
import io.fairlead.model.policy.DestinationRule;
import io.fairlead.translation.scope.CallRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a BackendTLSPolicy is told of DestinationRules that somebody wrote for its Services: at each
 * Gateway and each Service by whose callers one of these is followed instead.
 */
record TlsStanding(MeshState mesh) {

  private static final int MOST_NAMES = 5;

  Status.OfPolicy told(Status.OfPolicy policy) {
    List<ResourceName> services =
        policy.ancestors().stream()
            .map(Status.OfParent::parent)
            .filter(TlsStanding::isService)
            .map(TlsStanding::name)
            .toList();
    List<Status.OfParent> told = new ArrayList<>();
    for (Status.OfParent ancestor : policy.ancestors()) {
      told.add(
          new Status.OfParent(
              ancestor.parent(),
              ancestor.conditions().stream()
                  .map(one -> isAccepted(one) ? at(ancestor.parent(), services, one) : one)
                  .toList()));
    }
    return new Status.OfPolicy(told);
  }

  private static boolean isAccepted(Condition condition) {
    return condition.isTrue() && condition.type().equals(Condition.ACCEPTED);
  }

  private static boolean isService(Status.Parent parent) {
    return parent.group().isEmpty() && parent.kind().equals("Service");
  }

  private static ResourceName name(Status.Parent parent) {
    return new ResourceName(parent.namespace(), parent.name());
  }

  private Condition at(Status.Parent ancestor, List<ResourceName> services, Condition accepted) {
    List<ResourceName> asked = isService(ancestor) ? List.of(name(ancestor)) : services;
    Optional<DestinationRule> instead =
        asked.stream()
            .flatMap(service -> instead(service, ancestor.namespace()).stream())
            .findFirst();
    if (instead.isPresent()) {
      return Condition.bad(
          Condition.ACCEPTED,
          "Conflicted",
          "DestinationRule "
              + instead.get().name()
              + " says how '"
              + instead.get().host()
              + "' is called, and this policy does not: write TLS there, or remove it");
    }
    SortedSet<ResourceName> elsewhere =
        isService(ancestor) ? elsewhere(name(ancestor)) : new TreeSet<>();
    return elsewhere.isEmpty()
        ? accepted
        : accepted.saying(
            "not followed by those for whom DestinationRule "
                + text(elsewhere)
                + " counts instead: write TLS there, or remove it");
  }

  private static String text(SortedSet<ResourceName> rules) {
    String first =
        rules.stream()
            .limit(MOST_NAMES)
            .map(ResourceName::toString)
            .collect(Collectors.joining(", "));
    return rules.size() > MOST_NAMES ? first + ", ..." : first;
  }

  /** What callers of a namespace follow instead of the policies for a Service. */
  private Optional<DestinationRule> instead(ResourceName service, String callers) {
    return own(service)
        .flatMap(
            own -> {
              List<DestinationRule> followed =
                  rules(callers).followed(own.host(), service.namespace(), Set.of());
              return followed.stream()
                  .filter(rule -> rule.calling().policy().isSet())
                  .findFirst()
                  .or(() -> followed.stream().findFirst())
                  .filter(rule -> !rule.name().equals(own.name()));
            });
  }

  /** Rules for some workloads, or for callers of another namespace. */
  private SortedSet<ResourceName> elsewhere(ResourceName service) {
    SortedSet<ResourceName> names = new TreeSet<>();
    own(service).ifPresent(own -> elsewhere(own).forEach(rule -> names.add(rule.name())));
    return names;
  }

  private Stream<DestinationRule> elsewhere(DestinationRule own) {
    return own.host().coveredBy().stream()
        .flatMap(host -> mesh.rules().destinationRules(host).stream())
        .filter(rule -> !rule.name().equals(own.name()))
        .filter(rule -> isElsewhere(rule, own));
  }

  private static boolean isElsewhere(DestinationRule rule, DestinationRule own) {
    String from = rule.name().namespace();
    return from.equals(own.name().namespace())
        ? !rule.callers().isEmpty() && rule.host().equals(own.host())
        : Visibility.reaches(rule.exportTo(), from, from);
  }

  private Optional<DestinationRule> own(ResourceName service) {
    return Optional.ofNullable(mesh.rules().destinationRules().get(GatewayApi.tlsRule(service)));
  }

  private CallRules rules(String callers) {
    return new CallRules(mesh.rules(), mesh.settings().rootNamespace(), callers);
  }
}
