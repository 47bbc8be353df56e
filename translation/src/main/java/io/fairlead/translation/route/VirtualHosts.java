package io.fairlead.translation.route;

import com.google.protobuf.Duration;
import io.envoyproxy.envoy.config.route.v3.Decorator;
import io.envoyproxy.envoy.config.route.v3.DirectResponseAction;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteAction.MaxStreamDuration;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.fairlead.model.policy.RequestLimit;
import io.fairlead.model.policy.Retries;
import io.fairlead.model.policy.Setting;
import io.fairlead.translation.limit.LimitFilters;
import io.fairlead.translation.naming.ResourceNames;
import io.fairlead.translation.scope.CallHints;
import io.fairlead.translation.scope.InboundPort;
import java.util.List;
import java.util.Optional;

/** Virtual hosts as Istio builds them where nothing but the service is declared. */
public final class VirtualHosts {

  private static final int BAD_GATEWAY = 502;
  private static final Duration NO_LIMIT = Duration.getDefaultInstance();
  private static final RouteMatch EVERYTHING = RouteMatch.newBuilder().setPrefix("/").build();

  private VirtualHosts() {}

  static VirtualHost of(RoutedHost host) {
    return VirtualHost.newBuilder()
        .setName(host.name())
        .addAllDomains(host.domains())
        .addAllRoutes(routes(host))
        .setIncludeRequestAttemptCount(true)
        .build();
  }

  private static List<Route> routes(RoutedHost host) {
    return switch (host.traffic()) {
      case HostTraffic.ToService(String cluster, Retries retries, CallHints hints) -> {
        Route.Builder route =
            route("default", cluster, RetryPolicies.of(retries))
                .setDecorator(Decorator.newBuilder().setOperation(host.name() + "/*"));
        Hints.apply(List.of(hints), route);
        yield List.of(route.build());
      }
      case HostTraffic.ByRoutes(List<HostTraffic.Way> ways) ->
          ways.stream().map(way -> WayRoutes.of(host.name(), way)).toList();
    };
  }

  /** The only virtual host of a port of the proxy's own application. */
  public static VirtualHost inbound(InboundPort port) {
    int servicePort = port.service().port();
    String operation = ResourceNames.hostAndPort(port.service().host(), servicePort) + "/*";
    Route.Builder route =
        route(
                "default",
                ResourceNames.inboundCluster(port.number()),
                Optional.of(RetryPolicies.INBOUND))
            .setDecorator(Decorator.newBuilder().setOperation(operation));
    if (port.limits().requests() instanceof Setting.Said<RequestLimit>(RequestLimit limit)) {
      LimitFilters.wake(limit, route);
    }
    return VirtualHost.newBuilder()
        .setName("inbound|http|" + servicePort)
        .addDomains(RoutedHost.EVERY_DOMAIN)
        .addRoutes(route)
        .build();
  }

  static VirtualHost allowAny(String cluster) {
    return VirtualHost.newBuilder()
        .setName("allow_any")
        .addDomains(RoutedHost.EVERY_DOMAIN)
        .addRoutes(
            Route.newBuilder()
                .setName("allow_any")
                .setMatch(EVERYTHING)
                .setRoute(unlimited(cluster)))
        .setIncludeRequestAttemptCount(true)
        .build();
  }

  static VirtualHost blockAll() {
    return VirtualHost.newBuilder()
        .setName("block_all")
        .addDomains(RoutedHost.EVERY_DOMAIN)
        .addRoutes(
            Route.newBuilder()
                .setName("block_all")
                .setMatch(EVERYTHING)
                .setDirectResponse(DirectResponseAction.newBuilder().setStatus(BAD_GATEWAY)))
        .setIncludeRequestAttemptCount(true)
        .build();
  }

  private static Route.Builder route(String name, String cluster, Optional<RetryPolicy> retries) {
    RouteAction.Builder action = unlimited(cluster);
    retries.ifPresent(action::setRetryPolicy);
    return Route.newBuilder().setName(name).setMatch(EVERYTHING).setRoute(action);
  }

  /** Streams may last; a caller's own gRPC deadline is kept, whatever it is. */
  private static RouteAction.Builder unlimited(String cluster) {
    return unlimited().setCluster(cluster);
  }

  static RouteAction.Builder unlimited() {
    return RouteAction.newBuilder()
        .setTimeout(NO_LIMIT)
        .setMaxStreamDuration(
            MaxStreamDuration.newBuilder()
                .setMaxStreamDuration(NO_LIMIT)
                .setGrpcTimeoutHeaderMax(NO_LIMIT));
  }
}
