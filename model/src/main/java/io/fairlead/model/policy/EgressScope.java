package io.fairlead.model.policy;

import io.fairlead.model.Labels;
import io.fairlead.model.ResourceName;
import io.fairlead.model.service.ServiceHost;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the proxies of some workloads see and serve: a Sidecar.
 *
 * @param selector empty: the whole namespace, or the whole mesh in the root namespace
 * @param egress what is seen, port by port; empty is everything
 * @param unknown what becomes of connections to what is not seen; unset: what holds in the mesh
 * @param created the older one wins where two of one reach apply
 */
public record EgressScope(
    ResourceName name,
    Labels selector,
    List<EgressListener> egress,
    Setting<UnknownHosts> unknown,
    Ingress ingress,
    Instant created) {

  /** The order in which scopes of one reach are asked. */
  public static final Comparator<EgressScope> OLDEST_FIRST =
      Comparator.comparing(EgressScope::created)
          .thenComparing(scope -> scope.name().name())
          .thenComparing(scope -> scope.name().namespace());

  public EgressScope {
    egress = List.copyOf(egress);
  }

  /**
   * One that only limits what is seen.
   *
   * @param hosts empty: everything
   */
  public static EgressScope showing(
      ResourceName name, Labels selector, List<EgressHost> hosts, Instant created) {
    return new EgressScope(
        name,
        selector,
        hosts.isEmpty() ? List.of() : List.of(new EgressListener(new EgressPort.Every(), hosts)),
        Setting.unset(),
        Ingress.OF_SERVICES,
        created);
  }

  /** Hosts, and where they are called. */
  public record EgressListener(EgressPort port, List<EgressHost> hosts) {
    public EgressListener {
      hosts = List.copyOf(hosts);
    }

    boolean sees(ServiceHost host, String namespace, String own) {
      return hosts.stream().anyMatch(h -> !h.isExcluded() && h.covers(host, namespace, own))
          && hosts.stream().noneMatch(h -> h.isExcluded() && h.covers(host, namespace, own));
    }

    boolean touches(ServiceHost host, String namespace, String own) {
      return hosts.stream().anyMatch(h -> !h.isExcluded() && h.meets(host, namespace, own))
          && hosts.stream().noneMatch(h -> h.isExcluded() && h.covers(host, namespace, own));
    }
  }

  /** Hosts of one namespace, or of all of them. */
  public record EgressHost(Origin origin, ServiceHost host, boolean isExcluded) {

    private boolean isFrom(String namespace, String own) {
      return switch (origin) {
        case Origin.Anywhere ignored -> true;
        case Origin.Own ignored -> namespace.equals(own);
        case Origin.Namespace(String name) -> namespace.equals(name);
      };
    }

    private boolean covers(ServiceHost other, String namespace, String own) {
      return isFrom(namespace, own) && host.covers(other);
    }

    private boolean meets(ServiceHost other, String namespace, String own) {
      return isFrom(namespace, own) && (host.covers(other) || other.covers(host));
    }
  }

  /** Where a host must be declared. */
  public sealed interface Origin {
    record Anywhere() implements Origin {}

    /** In the namespace of the proxy that looks. */
    record Own() implements Origin {}

    record Namespace(String name) implements Origin {}
  }

  /**
   * Whether a service is seen, on some port at least.
   *
   * @param namespace where it is declared
   * @param own the namespace of the proxy that looks
   */
  public boolean sees(ServiceHost host, String namespace, String own) {
    return egress.isEmpty() || egress.stream().anyMatch(e -> e.sees(host, namespace, own));
  }

  /** As for a service, but a wildcard of routes need only touch what is seen. */
  public boolean touches(ServiceHost host, String namespace, String own) {
    return egress.isEmpty() || egress.stream().anyMatch(e -> e.touches(host, namespace, own));
  }

  /** Whether a service is seen on {@code port}: what names a port is asked before what does not. */
  public boolean seesOn(int port, ServiceHost host, String namespace, String own) {
    Optional<EgressListener> listener = at(port);
    return listener.isPresent()
        ? listener.get().sees(host, namespace, own)
        : egress.isEmpty()
            || egress.stream()
                .filter(e -> e.port() instanceof EgressPort.Every)
                .anyMatch(e -> e.sees(host, namespace, own));
  }

  /** The ports that are named. */
  public List<EgressPort.Named> ports() {
    return egress.stream()
        .map(EgressListener::port)
        .filter(EgressPort.Named.class::isInstance)
        .map(EgressPort.Named.class::cast)
        .toList();
  }

  /** What is said of {@code port} by its number. */
  public Optional<EgressPort.Named> port(int port) {
    return ports().stream().filter(named -> named.number() == port).findFirst();
  }

  private Optional<EgressListener> at(int port) {
    return egress.stream()
        .filter(e -> e.port() instanceof EgressPort.Named named && named.number() == port)
        .findFirst();
  }
}
