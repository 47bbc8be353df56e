package io.fairlead.model.policy;

import io.fairlead.model.Labels;
import io.fairlead.model.ResourceName;
import io.fairlead.model.Visibility;
import io.fairlead.model.policy.Limits.ConnectionLimit;
import io.fairlead.model.service.ServiceHost;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where what is sent to some hosts goes, in place of the hosts' own endpoints.
 *
 * @param hosts may be wildcards; empty: only others lead to these routes
 * @param gateways the proxies that follow it
 * @param created the older one wins where two apply
 */
public record VirtualService(
    ResourceName name,
    List<ServiceHost> hosts,
    Gateways gateways,
    Routes routes,
    List<String> exportTo,
    Instant created) {

  /**
   * By protocol; of each the first that matches is taken.
   *
   * @param limit of the connections that {@code tls} and {@code tcp} route, together
   */
  public record Routes(
      List<HttpRoute> http,
      List<TlsRoute> tls,
      List<TcpRoute> tcp,
      Setting<ConnectionLimit> limit) {

    public Routes {
      http = List.copyOf(http);
      tls = List.copyOf(tls);
      tcp = List.copyOf(tcp);
    }

    /** Without a limit. */
    public Routes(List<HttpRoute> http, List<TlsRoute> tls, List<TcpRoute> tcp) {
      this(http, tls, tcp, Setting.unset());
    }

    public static Routes ofHttp(List<HttpRoute> http) {
      return new Routes(http, List.of(), List.of());
    }
  }

  public VirtualService {
    hosts = List.copyOf(hosts);
    exportTo = List.copyOf(exportTo);
  }

  /**
   * The order in which the routes of one host are asked, for callers in {@code namespace}: what is
   * private to it, what is meant for it by name, what is for all; of each the oldest.
   */
  public static Comparator<VirtualService> preferredIn(String namespace) {
    return Comparator.comparingInt((VirtualService routes) -> routes.distanceTo(namespace))
        .thenComparing(VirtualService::created)
        .thenComparing(routes -> routes.name().name())
        .thenComparing(routes -> routes.name().namespace());
  }

  private int distanceTo(String namespace) {
    if (Visibility.isPublic(exportTo)) {
      return 2;
    }
    return name.namespace().equals(namespace) ? 0 : 1;
  }

  public boolean isVisibleIn(String namespace) {
    return Visibility.reaches(exportTo, name.namespace(), namespace);
  }

  /** Every host that some route leads to, and every one that gets copies. */
  public Set<ServiceHost> destinations() {
    Stream<RouteTarget> connections =
        Stream.concat(
                routes.tls().stream().flatMap(route -> route.shares().stream()),
                routes.tcp().stream().flatMap(route -> route.shares().stream()))
            .map(TcpRoute.Share::target);
    return Stream.concat(routes.http().stream().flatMap(HttpRoute::targets), connections)
        .map(RouteTarget::host)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether some route that a sidecar in {@code namespace} may go leads to a host. */
  public boolean leadsSidecarsIn(String namespace, ServiceHost host) {
    Stream<RouteTarget> requests =
        routes.http().stream()
            .filter(route -> route.isForSidecarsIn(namespace))
            .flatMap(HttpRoute::targets);
    Stream<TcpRoute.Share> tls =
        routes.tls().stream()
            .filter(route -> route.isForSidecarsIn(namespace))
            .flatMap(route -> route.shares().stream());
    Stream<TcpRoute.Share> tcp =
        routes.tcp().stream()
            .filter(route -> route.isForSidecarsIn(namespace))
            .flatMap(route -> route.shares().stream());
    return Stream.concat(requests, Stream.concat(tls, tcp).map(TcpRoute.Share::target))
        .anyMatch(target -> target.host().equals(host));
  }

  /** The labels that some match asks of a caller. */
  public Set<Labels> callerLabels() {
    return callers()
        .map(Caller::labels)
        .filter(labels -> !labels.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  private Stream<Caller> callers() {
    Stream<Caller> requests =
        routes.http().stream()
            .flatMap(route -> route.matches().stream())
            .map(HttpRoute.HttpMatch::caller);
    Stream<TcpRoute.TcpMatch> tls =
        routes.tls().stream()
            .flatMap(route -> route.matches().stream())
            .map(TlsRoute.TlsMatch::connection);
    Stream<TcpRoute.TcpMatch> tcp =
        routes.tcp().stream().flatMap(route -> route.matches().stream());
    return Stream.concat(requests, Stream.concat(tls, tcp).map(TcpRoute.TcpMatch::caller));
  }
}
