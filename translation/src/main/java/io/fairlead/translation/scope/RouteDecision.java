package io.fairlead.translation.scope;

import io.fairlead.collections.SharedMap;
import io.fairlead.model.ResourceName;
import io.fairlead.model.policy.Caller;
import io.fairlead.model.policy.Handling;
import io.fairlead.model.policy.Handling.Patience;
import io.fairlead.model.policy.HttpAction;
import io.fairlead.model.policy.HttpRoute;
import io.fairlead.model.policy.HttpRoute.HttpMatch;
import io.fairlead.model.policy.RequestMatch;
import io.fairlead.model.policy.Retries;
import io.fairlead.model.policy.RouteTarget;
import io.fairlead.model.policy.TcpRoute;
import io.fairlead.model.policy.TcpRoute.TcpMatch;
import io.fairlead.model.policy.TlsRoute;
import io.fairlead.model.policy.VirtualService;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.translation.scope.Routing.HttpWay;
import io.fairlead.translation.scope.Routing.HttpWays;
import io.fairlead.translation.scope.Routing.TcpWay;
import io.fairlead.translation.scope.Routing.TlsWay;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides what of some routes is left for proxies of some traits.
 *
 * @param retries of routes that say nothing of them
 */
record RouteDecision(
    ProxyTraits traits,
    SharedMap<ServiceHost, VisibleService> services,
    Audience audience,
    Retries retries) {

  /** By which proxies the routes are followed. */
  sealed interface Audience {
    record Sidecars() implements Audience {}

    /** By those that serve a gateway, for its clients. */
    record Clients(ResourceName gateway) implements Audience {}
  }

  private static final HttpMatch EVERYTHING = HttpMatch.of(RequestMatch.ANY, Caller.ANYBODY);

  HttpWays http(VirtualService routes) {
    List<HttpWay> ways = new ArrayList<>();
    for (HttpRoute route : routes.routes().http()) {
      for (HttpMatch match : route.matches().isEmpty() ? List.of(EVERYTHING) : route.matches()) {
        if (isMeant(match.caller())) {
          ways.add(way(route, match));
        }
      }
    }
    return new HttpWays(ways.stream().distinct().toList());
  }

  List<TlsWay> tls(VirtualService routes) {
    List<TlsWay> ways = new ArrayList<>();
    for (TlsRoute route : routes.routes().tls()) {
      for (TlsRoute.TlsMatch match : route.matches()) {
        if (isMeant(match.connection().caller())) {
          ways.add(
              new TlsWay(match.serverNames(), way(match.connection(), route.shares(), routes)));
        }
      }
    }
    return ways;
  }

  List<TcpWay> tcp(VirtualService routes) {
    List<TcpWay> ways = new ArrayList<>();
    for (TcpRoute route : routes.routes().tcp()) {
      if (route.matches().isEmpty()) {
        ways.add(way(new TcpMatch(List.of(), 0, Caller.ANYBODY), route.shares(), routes));
      }
      for (TcpMatch match : route.matches()) {
        if (isMeant(match.caller())) {
          ways.add(way(match, route.shares(), routes));
        }
      }
    }
    return ways;
  }

  private boolean isMeant(Caller caller) {
    boolean isAddressed =
        switch (audience) {
          case Audience.Sidecars ignored -> caller.gateways().letsInSidecars();
          case Audience.Clients(ResourceName gateway) -> caller.gateways().letsIn(gateway);
        };
    return isAddressed
        && (caller.namespace().isEmpty() || caller.namespace().equals(traits.namespace()))
        && (caller.labels().isEmpty() || traits.selection().callers().contains(caller.labels()));
  }

  private HttpWay way(HttpRoute route, HttpMatch match) {
    return new HttpWay(
        match.name().isEmpty() ? route.name() : route.name() + "." + match.name(),
        match.request(),
        match.port(),
        match.statPrefix(),
        action(route.action()),
        handling(route));
  }

  private TcpWay way(TcpMatch match, List<TcpRoute.Share> shares, VirtualService routes) {
    return new TcpWay(
        match.subnets(),
        match.port(),
        shares.stream()
            .map(share -> new TcpRoute.Share(target(share.target()), share.weight()))
            .toList(),
        routes.routes().limit());
  }

  private HttpAction action(HttpAction action) {
    return switch (action) {
      case HttpAction.Forward(List<HttpAction.Share> shares) ->
          new HttpAction.Forward(
              shares.stream()
                  .map(s -> new HttpAction.Share(target(s.target()), s.weight(), s.headers()))
                  .toList());
      case HttpAction.Redirect redirect -> redirect;
      case HttpAction.Answer answer -> answer;
      case HttpAction.Delegate ignored ->
          throw new IllegalStateException("delegates are resolved before callers are decided");
    };
  }

  /** Only what goes on can be copied. */
  private Handling handling(HttpRoute route) {
    Handling handling = route.handling();
    boolean goesOn = route.action() instanceof HttpAction.Forward;
    return new Handling(
        handling.headers(),
        handling.rewrite(),
        handling.mirrors().stream()
            .filter(mirror -> goesOn && mirror.part() > 0)
            .map(mirror -> new Handling.Mirror(target(mirror.target()), mirror.part()))
            .toList(),
        patience(handling.patience()),
        handling.screening());
  }

  private Patience patience(Patience said) {
    return said.retries() instanceof Retries.Standard
        ? new Patience(said.timeout(), retries)
        : said;
  }

  /** A port that nobody names is the only one there is. */
  private RouteTarget target(RouteTarget target) {
    VisibleService service = services.get(target.host());
    if (target.port() != 0 || service == null || service.ports().size() != 1) {
      return target;
    }
    return new RouteTarget(target.host(), target.subset(), service.ports().getFirst().number());
  }
}
