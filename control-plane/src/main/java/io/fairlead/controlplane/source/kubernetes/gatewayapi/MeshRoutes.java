package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.fairlead.api.istio.networking.v1alpha3.HTTPMatchRequest;
import io.fairlead.api.istio.networking.v1alpha3.HTTPRoute;
import io.fairlead.api.istio.networking.v1alpha3.VirtualService;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.model.ResourceName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Routes whose parent is a Service: what callers within the mesh follow. One of the Service's own
 * namespace is for all callers, another one for those of its namespace only.
 */
record MeshRoutes(GatewayObjects objects, Backends backends) {

  private static final String SERVICE = "Service";
  private static final String OWN = ".";

  /** Who follows routes to which Service. */
  private record Audience(ResourceName service, String namespace) implements Comparable<Audience> {
    @Override
    public int compareTo(Audience other) {
      int byService = service.compareTo(other.service);
      return byService != 0 ? byService : namespace.compareTo(other.namespace);
    }
  }

  /** A Service as a route names it; the port is 0 for all of them. */
  private record Parent(Audience audience, int port) {}

  List<IstioResource> all() {
    SortedMap<Audience, List<RequestRule>> byAudience = new TreeMap<>();
    RequestRules rules = new RequestRules(backends);
    for (var route : objects.routes().http()) {
      for (Parent parent : parents(route.getSpec().getParentRefs(), RouteTitle.of(route))) {
        add(parent, rules.of(route), byAudience);
      }
    }
    for (var route : objects.routes().grpc()) {
      for (Parent parent : parents(route.getSpec().getParentRefs(), RouteTitle.of(route))) {
        add(parent, rules.of(route), byAudience);
      }
    }
    return byAudience.entrySet().stream().map(this::written).toList();
  }

  private static void add(
      Parent parent, List<RequestRule> rules, Map<Audience, List<RequestRule>> to) {
    List<RequestRule> all = to.computeIfAbsent(parent.audience(), any -> new ArrayList<>());
    rules.forEach(rule -> all.add(parent.port() == 0 ? rule : onPort(rule, parent.port())));
  }

  private static RequestRule onPort(RequestRule rule, int port) {
    return new RequestRule(
        rule.route(),
        rule.specificity(),
        rule.index(),
        rule.matches().stream().map(match -> match.toBuilder().setPort(port).build()).toList(),
        rule.action());
  }

  private static List<Parent> parents(List<ParentReference> parents, RouteTitle route) {
    String own = route.name().namespace();
    return parents.stream()
        .filter(parent -> SERVICE.equals(parent.getKind()) && Text.of(parent.getGroup()).isEmpty())
        .map(
            parent ->
                new Parent(
                    new Audience(
                        new ResourceName(Text.or(parent.getNamespace(), own), parent.getName()),
                        own),
                    Text.or(parent.getPort(), 0)))
        .toList();
  }

  private IstioResource written(Map.Entry<Audience, List<RequestRule>> entry) {
    Audience audience = entry.getKey();
    VirtualService.Builder routes =
        VirtualService.newBuilder()
            .addHosts(backends.host(audience.service().namespace(), audience.service().name()));
    if (!audience.namespace().equals(audience.service().namespace())) {
      routes.addExportTo(OWN);
    }
    entry.getValue().stream()
        .sorted(RequestRule.HEAVIEST_FIRST)
        .map(RequestRule::toProto)
        .forEach(routes::addHttp);
    routes.addHttp(refused(entry.getValue()));
    ResourceName name =
        new ResourceName(
            audience.namespace(),
            "gateway-api-" + audience.service().name() + "." + audience.service().namespace());
    return Written.resource("VirtualService", name, routes.build());
  }

  /** What no rule of a Service is for is answered with 404, on the ports that the rules are for. */
  private static HTTPRoute refused(List<RequestRule> rules) {
    HTTPRoute.Builder refused = HTTPRoute.newBuilder().setName("no-rule");
    refused.getDirectResponseBuilder().setStatus(404);
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
