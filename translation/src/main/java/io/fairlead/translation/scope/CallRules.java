package io.fairlead.translation.scope;

import io.fairlead.model.Labels;
import io.fairlead.model.TrafficRules;
import io.fairlead.model.policy.Calling;
import io.fairlead.model.policy.DestinationRule;
import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServiceHost;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The rules of calling as one namespace follows them: that for the most telling host in the
 * namespace itself, else in the service's, else in the root namespace. There, rules for some
 * callers go before others.
 */
public record CallRules(TrafficRules rules, String rootNamespace, String namespace) {

  /**
   * @param callers the label sets asked for by rules that the callers have
   */
  Calling calling(Service service, Set<Labels> callers) {
    List<DestinationRule> followed = followed(service, callers);
    return followed.isEmpty()
        ? Calling.NONE
        : Calling.together(followed.stream().map(DestinationRule::calling).toList());
  }

  /** Those that say so together. */
  List<DestinationRule> followed(Service service, Set<Labels> callers) {
    return followed(service.host(), service.resource().namespace(), callers);
  }

  /**
   * The same of a service by its name.
   *
   * @param declaredIn the namespace of the service
   */
  public List<DestinationRule> followed(
      ServiceHost service, String declaredIn, Set<Labels> callers) {
    if (rules.destinationRules().isEmpty()) {
      return List.of();
    }
    List<ServiceHost> hosts = service.coveredBy();
    for (String asked : asked(declaredIn)) {
      for (ServiceHost host : hosts) {
        List<DestinationRule> found = rules(host, asked);
        if (!found.isEmpty()) {
          return chosen(found, callers);
        }
      }
    }
    return List.of();
  }

  private Set<String> asked(String declaredIn) {
    Set<String> namespaces = new LinkedHashSet<>();
    namespaces.add(namespace);
    namespaces.add(declaredIn);
    namespaces.add(rootNamespace);
    return namespaces;
  }

  private List<DestinationRule> rules(ServiceHost host, String declaredIn) {
    return rules.destinationRules(host).stream()
        .filter(rule -> rule.name().namespace().equals(declaredIn))
        .filter(rule -> rule.isVisibleIn(namespace))
        .sorted(DestinationRule.OLDEST_FIRST)
        .toList();
  }

  private static List<DestinationRule> chosen(List<DestinationRule> rules, Set<Labels> callers) {
    Labels asked =
        rules.stream()
            .map(DestinationRule::callers)
            .filter(callers::contains)
            .findFirst()
            .orElse(Labels.NONE);
    return rules.stream().filter(rule -> rule.callers().equals(asked)).toList();
  }
}
