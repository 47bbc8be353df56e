package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.BackendRef;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.fairlead.api.istio.networking.v1alpha3.RouteDestination;
import io.fairlead.api.istio.networking.v1alpha3.TCPRoute;
import io.fairlead.api.istio.networking.v1alpha3.TLSMatchAttributes;
import io.fairlead.api.istio.networking.v1alpha3.TLSRoute;
import io.fairlead.api.istio.networking.v1alpha3.VirtualService;
import io.fairlead.istioconfig.IstioResource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** What the routes that are bound to one listener say, by the names that they share with it. */
record GatewayRoutes(BoundListener listener, GatewayObjects objects, Backends backends) {

  List<IstioResource> all() {
    List<IstioResource> all = new ArrayList<>();
    requests()
        .forEach(
            (host, rules) -> {
              VirtualService.Builder routes = routes(host);
              rules.stream()
                  .sorted(RequestRule.HEAVIEST_FIRST)
                  .forEach(rule -> routes.addHttp(rule.toProto()));
              all.add(Written.routes(listener, host, routes.build()));
            });
    connections()
        .forEach((host, routes) -> all.add(Written.routes(listener, host, routes.build())));
    return all;
  }

  private SortedMap<String, List<RequestRule>> requests() {
    SortedMap<String, List<RequestRule>> byHost = new TreeMap<>();
    RequestRules rules = new RequestRules(backends);
    for (var route : objects.routes().http()) {
      if (takes(RouteTitle.of(route), route.getSpec().getParentRefs())) {
        add(route.getSpec().getHostnames(), rules.of(route), byHost);
      }
    }
    for (var route : objects.routes().grpc()) {
      if (takes(RouteTitle.of(route), route.getSpec().getParentRefs())) {
        add(route.getSpec().getHostnames(), rules.of(route), byHost);
      }
    }
    return byHost;
  }

  private void add(
      List<String> hostnames, List<RequestRule> rules, SortedMap<String, List<RequestRule>> to) {
    Hostnames.common(listener.hostname(), hostnames)
        .forEach(host -> to.computeIfAbsent(host, any -> new ArrayList<>()).addAll(rules));
  }

  /** The oldest route of a name gets all of it. */
  private SortedMap<String, VirtualService.Builder> connections() {
    SortedMap<String, VirtualService.Builder> byHost = new TreeMap<>();
    objects.routes().tls().stream()
        .filter(route -> takes(RouteTitle.of(route), route.getSpec().getParentRefs()))
        .sorted(Comparator.comparing(RouteTitle::of, RouteTitle.OLDEST_FIRST))
        .forEach(
            route -> {
              List<RouteDestination> shares =
                  shares(route, route.getSpec().getRules(), rule -> rule.getBackendRefs());
              for (String host :
                  Hostnames.common(listener.hostname(), route.getSpec().getHostnames())) {
                if (!shares.isEmpty()) {
                  byHost.computeIfAbsent(host, name -> tls(name, shares));
                }
              }
            });
    objects.routes().tcp().stream()
        .filter(route -> takes(RouteTitle.of(route), route.getSpec().getParentRefs()))
        .min(Comparator.comparing(RouteTitle::of, RouteTitle.OLDEST_FIRST))
        .ifPresent(
            route -> {
              List<RouteDestination> shares =
                  shares(route, route.getSpec().getRules(), rule -> rule.getBackendRefs());
              if (!shares.isEmpty()) {
                byHost.put(
                    listener.hostname(),
                    routes(listener.hostname()).addTcp(TCPRoute.newBuilder().addAllRoute(shares)));
              }
            });
    return byHost;
  }

  /** What the rules of a route lead to, together. */
  private <R> List<RouteDestination> shares(
      HasMetadata route, List<R> rules, Function<R, List<BackendRef>> backendsOf) {
    return new Shares(RouteTitle.of(route), backends)
        .of(rules.stream().flatMap(rule -> backendsOf.apply(rule).stream()).toList());
  }

  private VirtualService.Builder tls(String host, List<RouteDestination> shares) {
    VirtualService.Builder routes = routes(host);
    return listener.passesTls()
        ? routes.addTls(
            TLSRoute.newBuilder()
                .addMatch(TLSMatchAttributes.newBuilder().addSniHosts(host))
                .addAllRoute(shares))
        : routes.addTcp(TCPRoute.newBuilder().addAllRoute(shares));
  }

  private boolean takes(RouteTitle route, List<ParentReference> parents) {
    return listener.takes(route, parents, objects.namespaces());
  }

  private VirtualService.Builder routes(String host) {
    return VirtualService.newBuilder().addHosts(host).addGateways(listener.istioName().toString());
  }
}
