package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import io.fairlead.api.istio.networking.v1alpha3.HTTPMatchRequest;
import io.fairlead.api.istio.networking.v1alpha3.HTTPRoute;
import java.util.Comparator;
import java.util.List;

/**
 * One match of a rule and what is done for it. Rules of all routes to a host stand in one list, in
 * the order in which the Gateway API weighs them.
 *
 * @param matches what says the same in Istio's language: a prefix of whole segments takes two
 * @param index of the rule in its route
 */
record RequestRule(
    RouteTitle route,
    Specificity specificity,
    int index,
    List<HTTPMatchRequest> matches,
    HTTPRoute action) {

  /** What makes one match weigh more than another. */
  record Specificity(PathKind path, int length, boolean hasMethod, int headers, int params) {}

  /** The earlier one weighs more. */
  enum PathKind {
    EXACT,
    PATTERN,
    PREFIX
  }

  static final Comparator<RequestRule> HEAVIEST_FIRST =
      Comparator.comparing((RequestRule rule) -> rule.specificity.path())
          .thenComparing(rule -> -rule.specificity.length())
          .thenComparing(rule -> !rule.specificity.hasMethod())
          .thenComparing(rule -> -rule.specificity.headers())
          .thenComparing(rule -> -rule.specificity.params())
          .thenComparing(RequestRule::route, RouteTitle.OLDEST_FIRST)
          .thenComparing(RequestRule::index);

  RequestRule {
    matches = List.copyOf(matches);
  }

  /** The same for one port of a Service. */
  RequestRule onPort(int port) {
    return new RequestRule(
        route,
        specificity,
        index,
        matches.stream().map(match -> match.toBuilder().setPort(port).build()).toList(),
        action);
  }

  /** As Istio writes it: the action, with what it is for. */
  HTTPRoute toProto() {
    return action.toBuilder()
        .setName(route.name().namespace() + "." + route.name().name() + "." + index)
        .addAllMatch(matches.stream().filter(RequestRule::asks).toList())
        .build();
  }

  /** A match that asks for nothing is left out, as every request fits without it. */
  private static boolean asks(HTTPMatchRequest match) {
    return !match.equals(HTTPMatchRequest.getDefaultInstance());
  }
}
