package io.fairlead.model.policy;

import io.fairlead.model.Labels;
import io.fairlead.model.ResourceName;
import io.fairlead.model.Visibility;
import io.fairlead.model.service.ServiceHost;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Where HTTP requests for some hosts go, in place of the hosts' own endpoints.
 *
 * @param hosts may be wildcards
 * @param routes the first that matches is taken
 * @param created the older one wins where two apply
 */
public record VirtualService(
    ResourceName name,
    List<ServiceHost> hosts,
    List<HttpRoute> routes,
    List<String> exportTo,
    Instant created) {

  public VirtualService {
    hosts = List.copyOf(hosts);
    routes = List.copyOf(routes);
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

  /** Every host that some route leads to. */
  public Set<ServiceHost> destinations() {
    return routes.stream()
        .flatMap(route -> route.targets().stream())
        .map(HttpRoute.RouteTarget::host)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The labels that some match asks of a caller. */
  public Set<Labels> callerLabels() {
    return routes.stream()
        .flatMap(route -> route.matches().stream())
        .map(match -> match.caller().labels())
        .filter(labels -> !labels.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }
}
