package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import io.fairlead.api.istio.networking.v1alpha3.HTTPMatchRequest;
import io.fairlead.api.istio.networking.v1alpha3.HTTPRoute;
import io.fairlead.api.istio.networking.v1alpha3.RouteDestination;
import io.fairlead.api.istio.networking.v1alpha3.TCPRoute;
import io.fairlead.api.istio.networking.v1alpha3.TLSMatchAttributes;
import io.fairlead.api.istio.networking.v1alpha3.TLSRoute;
import io.fairlead.api.istio.networking.v1alpha3.VirtualService;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Writes what the routes of one place say together. */
final class PlaceWriter {

  private static final int NOT_FOUND = 404;
  private static final String OWN = ".";

  private PlaceWriter() {}

  /** Nothing where they say nothing of it. */
  static Optional<VirtualService> write(
      BoundListener listener, Place.Host place, List<BoundRoute> routes) {
    VirtualService.Builder written =
        VirtualService.newBuilder()
            .addHosts(place.host())
            .addGateways(listener.istioName().toString());
    List<RequestRule> rules = new ArrayList<>();
    boolean isOfRequests = false;
    for (BoundRoute route : routes) {
      if (route.meaning() instanceof Meaning.Requests(List<RequestRule> own)) {
        rules.addAll(own);
        isOfRequests = true;
      }
    }
    if (isOfRequests) {
      add(rules, written);
      return Optional.of(written.build());
    }
    return connections(listener, place, routes, written);
  }

  /** The oldest route of a name gets all of it; one of all connections goes before the others. */
  private static Optional<VirtualService> connections(
      BoundListener listener,
      Place.Host place,
      List<BoundRoute> routes,
      VirtualService.Builder written) {
    Optional<BoundRoute> first =
        routes.stream()
            .filter(route -> isPlain(route) || !shares(route).isEmpty())
            .min(
                Comparator.comparing((BoundRoute route) -> !isPlain(route))
                    .thenComparing(route -> route.route().title(), RouteTitle.OLDEST_FIRST));
    if (first.isEmpty() || shares(first.get()).isEmpty()) {
      return Optional.empty();
    }
    List<RouteDestination> shares = shares(first.get());
    if (listener.passesTls()) {
      written.addTls(
          TLSRoute.newBuilder()
              .addMatch(TLSMatchAttributes.newBuilder().addSniHosts(place.host()))
              .addAllRoute(shares));
    } else {
      written.addTcp(TCPRoute.newBuilder().addAllRoute(shares));
    }
    return Optional.of(written.build());
  }

  private static boolean isPlain(BoundRoute route) {
    return route.route().title().kind().equals("TCPRoute");
  }

  private static List<RouteDestination> shares(BoundRoute route) {
    return route.meaning() instanceof Meaning.Connections(List<RouteDestination> shares)
        ? shares
        : List.of();
  }

  /**
   * What callers within the mesh follow: a route of the Service's own namespace is for all callers,
   * another one for those of its namespace only.
   */
  static VirtualService write(Place.Audience place, String host, List<BoundRoute> routes) {
    VirtualService.Builder written = VirtualService.newBuilder().addHosts(host);
    if (!place.isOwn()) {
      written.addExportTo(OWN);
    }
    List<RequestRule> rules = new ArrayList<>();
    for (BoundRoute route : routes) {
      if (route.meaning() instanceof Meaning.Requests(List<RequestRule> own)) {
        for (int port : route.ports(place)) {
          own.forEach(rule -> rules.add(port == 0 ? rule : rule.onPort(port)));
        }
      }
    }
    add(rules, written);
    return written.addHttp(refused(rules)).build();
  }

  private static void add(List<RequestRule> rules, VirtualService.Builder to) {
    rules.stream()
        .sorted(RequestRule.HEAVIEST_FIRST)
        .map(RequestRule::toProto)
        .forEach(to::addHttp);
  }

  /** What no rule of a Service is for is answered with 404, on the ports that the rules are for. */
  private static HTTPRoute refused(List<RequestRule> rules) {
    HTTPRoute.Builder refused = HTTPRoute.newBuilder().setName("no-rule");
    refused.getDirectResponseBuilder().setStatus(NOT_FOUND);
    List<Integer> ports =
        rules.stream()
            .flatMap(rule -> rule.matches().stream())
            .map(HTTPMatchRequest::getPort)
            .distinct()
            .sorted()
            .toList();
    if (!ports.contains(0)) {
      ports.forEach(port -> refused.addMatch(HTTPMatchRequest.newBuilder().setPort(port)));
    }
    return refused.build();
  }
}
