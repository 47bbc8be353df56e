package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.networking.v1alpha3.HTTPMatchRequest;
import io.fairlead.api.istio.networking.v1alpha3.HTTPRoute;
import io.fairlead.model.policy.Handling;
import io.fairlead.model.policy.HttpRoute;
import io.fairlead.model.policy.HttpRoute.HttpMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads one HTTP route of a VirtualService.
 *
 * @param namespace of the VirtualService
 * @param limits what annotations say of its routes
 */
record HttpRouteReader(String namespace, RouteLimits limits, Findings findings) {

  Optional<HttpRoute> read(String path, HTTPRoute route) {
    List<HttpMatch> matches = new ArrayList<>();
    for (int i = 0; i < route.getMatchCount(); i++) {
      matches.add(match(path + ".match[" + i + "]", route.getMatch(i)));
    }
    Handling handling = new HandlingReader(limits, findings).read(path, route);
    return new HttpActionReader(namespace, findings)
        .read(path, route)
        .map(action -> new HttpRoute(route.getName(), matches, action, handling));
  }

  private HttpMatch match(String path, HTTPMatchRequest match) {
    if (match.getPort() != 0) {
      PortNumbers.given(path + ".port", match.getPort(), findings);
    }
    return new HttpMatch(
        match.getName(),
        new RequestMatchReader(findings).read(path, match),
        match.getPort(),
        new CallerReader(new GatewayNames(namespace, findings), findings)
            .read(
                path,
                match.getSourceLabelsMap(),
                match.getSourceNamespace(),
                match.getGatewaysList()),
        match.getStatPrefix());
  }
}
