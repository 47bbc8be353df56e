package io.fairlead.translation.scope;

import io.fairlead.collections.SharedMap;
import io.fairlead.model.policy.HttpRoute;
import io.fairlead.model.policy.HttpRoute.Caller;
import io.fairlead.model.policy.HttpRoute.RouteTarget;
import io.fairlead.model.policy.HttpRoute.UriMatch;
import io.fairlead.model.policy.VirtualService;
import io.fairlead.model.service.ServiceHost;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Decides what of some routes is left for callers of some traits. */
record RouteDecision(ProxyTraits traits, SharedMap<ServiceHost, VisibleService> services) {

  private static final UriMatch ANYTHING = new UriMatch.Anything();

  /** Paths behind one that takes everything are left out: nothing gets there. */
  Routing of(VirtualService routes) {
    List<Routing.Path> paths = new ArrayList<>();
    for (HttpRoute route : routes.routes()) {
      List<UriMatch> uris = uris(route);
      if (!uris.isEmpty()) {
        paths.add(
            new Routing.Path(
                route.name(),
                uris,
                route.targets().stream().map(this::target).toList(),
                route.timeout()));
      }
      if (uris.contains(ANYTHING)) {
        break;
      }
    }
    return new Routing(paths);
  }

  /** Empty where the callers are not meant. */
  private List<UriMatch> uris(HttpRoute route) {
    if (route.matches().isEmpty()) {
      return List.of(ANYTHING);
    }
    Set<UriMatch> uris = new LinkedHashSet<>();
    for (HttpRoute.HttpMatch match : route.matches()) {
      if (isMeant(match.caller())) {
        uris.add(match.uri());
      }
    }
    return uris.contains(ANYTHING) ? List.of(ANYTHING) : List.copyOf(uris);
  }

  private boolean isMeant(Caller caller) {
    return caller.isIn(traits.namespace())
        && (caller.labels().isEmpty() || traits.selection().callers().contains(caller.labels()));
  }

  private Routing.Target target(RouteTarget target) {
    return new Routing.Target(
        target.host(),
        target.port() == 0 ? onlyPort(target.host()) : target.port(),
        target.weight());
  }

  private int onlyPort(ServiceHost host) {
    VisibleService service = services.get(host);
    return service != null && service.ports().size() == 1 ? service.ports().getFirst().number() : 0;
  }
}
