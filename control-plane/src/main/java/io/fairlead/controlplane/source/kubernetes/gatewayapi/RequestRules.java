package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRouteMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRouteRule;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import io.fairlead.api.istio.networking.v1alpha3.HTTPMatchRequest;
import io.fairlead.api.istio.networking.v1alpha3.HTTPRoute;
import io.fairlead.api.istio.networking.v1alpha3.StringMatch;
import java.util.ArrayList;
import java.util.List;

/** Takes routes of requests apart: a rule for each match, so that each is weighed for itself. */
record RequestRules(Backends backends) {

  private static final List<HTTPRouteMatch> EVERY_REQUEST = List.of(new HTTPRouteMatch());
  private static final List<GRPCRouteMatch> EVERY_CALL = List.of(new GRPCRouteMatch());

  List<RequestRule> of(io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute route) {
    RouteTitle title = RouteTitle.of(route);
    ActionWriter writer = new ActionWriter(title, backends);
    List<RequestRule> rules = new ArrayList<>();
    for (int i = 0; i < route.getSpec().getRules().size(); i++) {
      HTTPRouteRule rule = route.getSpec().getRules().get(i);
      for (HTTPRouteMatch match : rule.getMatches().isEmpty() ? EVERY_REQUEST : rule.getMatches()) {
        HTTPRoute action = writer.write(rule, match.getPath(), "spec.rules[" + i + "]");
        RequestRule whole =
            new RequestRule(
                title, HttpMatches.specificity(match), i, HttpMatches.of(match), action);
        rules.addAll(
            action.getRedirect().getPrefixRewrite().isEmpty() ? List.of(whole) : bySlash(whole));
      }
    }
    return rules;
  }

  List<RequestRule> of(GRPCRoute route) {
    RouteTitle title = RouteTitle.of(route);
    ActionWriter writer = new ActionWriter(title, backends);
    List<RequestRule> rules = new ArrayList<>();
    for (int i = 0; i < route.getSpec().getRules().size(); i++) {
      GRPCRouteRule rule = route.getSpec().getRules().get(i);
      HTTPRoute action = writer.write(rule, "spec.rules[" + i + "]");
      for (GRPCRouteMatch match : rule.getMatches().isEmpty() ? EVERY_CALL : rule.getMatches()) {
        rules.add(
            new RequestRule(
                title, GrpcMatches.specificity(match), i, List.of(GrpcMatches.of(match)), action));
      }
    }
    return rules;
  }

  /**
   * A proxy puts another prefix in the place of the one that was matched: where that ends with a
   * slash, so must the other, and a path that was matched as a whole is replaced as a whole.
   */
  private static List<RequestRule> bySlash(RequestRule rule) {
    String by = rule.action().getRedirect().getPrefixRewrite();
    List<RequestRule> split = new ArrayList<>();
    for (HTTPMatchRequest match : rule.matches()) {
      HTTPMatchRequest asked =
          match.hasUri()
              ? match
              : match.toBuilder().setUri(StringMatch.newBuilder().setPrefix("/")).build();
      HTTPRoute.Builder action = rule.action().toBuilder();
      if (asked.getUri().hasPrefix()) {
        action.getRedirectBuilder().setPrefixRewrite(by.endsWith("/") ? by : by + "/");
      } else {
        action.getRedirectBuilder().clearPrefixRewrite().setUri(by);
      }
      split.add(
          new RequestRule(
              rule.route(), rule.specificity(), rule.index(), List.of(asked), action.build()));
    }
    return split;
  }
}
