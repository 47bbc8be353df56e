package io.fairlead.model.policy;

import io.fairlead.model.Labels;
import io.fairlead.model.ResourceName;
import io.fairlead.model.service.ServiceHost;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Which hosts the proxies of some workloads see: the outbound part of a Sidecar.
 *
 * @param selector empty: the whole namespace, or the whole mesh in the root namespace
 * @param hosts what is seen and what is not; empty is everything
 * @param created the older one wins where two of one reach apply
 */
public record EgressScope(
    ResourceName name, Labels selector, List<EgressHost> hosts, Instant created) {

  /** The order in which scopes of one reach are asked. */
  public static final Comparator<EgressScope> OLDEST_FIRST =
      Comparator.comparing(EgressScope::created)
          .thenComparing(scope -> scope.name().name())
          .thenComparing(scope -> scope.name().namespace());

  /** Hosts of one namespace, or of all of them. */
  public record EgressHost(Origin origin, ServiceHost host, boolean isExcluded) {

    private boolean isFrom(String namespace, String own) {
      return switch (origin) {
        case Origin.Anywhere ignored -> true;
        case Origin.Own ignored -> namespace.equals(own);
        case Origin.Namespace(String name) -> namespace.equals(name);
      };
    }
  }

  /** Where a host must be declared. */
  public sealed interface Origin {
    record Anywhere() implements Origin {}

    /** In the namespace of the proxy that looks. */
    record Own() implements Origin {}

    record Namespace(String name) implements Origin {}
  }

  public EgressScope {
    hosts = List.copyOf(hosts);
  }

  /**
   * Whether a service is seen.
   *
   * @param namespace where it is declared
   * @param own the namespace of the proxy that looks
   */
  public boolean sees(ServiceHost host, String namespace, String own) {
    return hosts.isEmpty()
        || (hosts.stream().anyMatch(h -> !h.isExcluded() && covers(h, host, namespace, own))
            && hosts.stream().noneMatch(h -> h.isExcluded() && covers(h, host, namespace, own)));
  }

  /** As for a service, but a wildcard of routes need only touch what is seen. */
  public boolean touches(ServiceHost host, String namespace, String own) {
    return hosts.isEmpty()
        || (hosts.stream().anyMatch(h -> !h.isExcluded() && meets(h, host, namespace, own))
            && hosts.stream().noneMatch(h -> h.isExcluded() && covers(h, host, namespace, own)));
  }

  private static boolean covers(EgressHost told, ServiceHost host, String namespace, String own) {
    return told.isFrom(namespace, own) && told.host().covers(host);
  }

  private static boolean meets(EgressHost told, ServiceHost host, String namespace, String own) {
    return told.isFrom(namespace, own) && (told.host().covers(host) || host.covers(told.host()));
  }
}
