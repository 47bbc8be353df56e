package io.fairlead.translation.cluster;

import io.fairlead.model.Locality;
import io.fairlead.model.MeshSettings;
import io.fairlead.model.Problem;
import io.fairlead.model.policy.TrafficPolicy;
import io.fairlead.model.proxy.Interception;
import io.fairlead.model.service.Resolution;
import io.fairlead.model.service.ServicePort;
import io.fairlead.translation.encoding.ResourceInput;
import io.fairlead.translation.endpoint.AssignedEndpoint;
import io.fairlead.translation.scope.IpFamilies;
import io.fairlead.translation.scope.ReachedEndpoint;
import io.fairlead.translation.scope.Scope;
import io.fairlead.translation.scope.VisibleService;
import io.fairlead.translation.security.MeshIdentities;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** The clusters that a proxy sends to: one for each port of each service, and the fixed two. */
public final class OutboundClusters {

  private static final List<ResourceInput> ALL_FIXED =
      List.of(new FixedCluster.BlackHole(), new FixedCluster.Passthrough());

  private OutboundClusters() {}

  /** Those that are there whatever the mesh holds. */
  public static List<ResourceInput> fixed(Interception interception) {
    return switch (interception) {
      case Interception.Redirect ignored -> ALL_FIXED;
      case Interception.Explicit ignored -> ALL_FIXED;
      case Interception.Edge ignored -> List.of(new FixedCluster.BlackHole());
    };
  }

  public static List<ResourceInput> of(
      VisibleService service, IpFamilies families, MeshSettings settings, TrafficPolicy policy) {
    return service.ports().stream()
        .<ResourceInput>map(port -> cluster(settings, service, port, families, policy))
        .toList();
  }

  public static Optional<Problem> problem(VisibleService service) {
    boolean isDynamic = service.resolution() == Resolution.DYNAMIC_DNS;
    return isDynamic && service.ports().stream().anyMatch(port -> !port.protocol().isHttp())
        ? Optional.of(
            Scope.warning(
                service.service().resource(),
                "spec.resolution",
                "DYNAMIC_DNS is resolved by proxies on HTTP ports only: other connections go to the"
                    + " address that the caller resolved"))
        : Optional.empty();
  }

  private static OutboundCluster cluster(
      MeshSettings settings,
      VisibleService service,
      ServicePort port,
      IpFamilies families,
      TrafficPolicy policy) {
    Upstream upstream = upstream(settings, service, port, families);
    return new OutboundCluster(
        service.host(),
        port.number(),
        port.protocol(),
        upstream,
        identities(settings, service, upstream),
        policy);
  }

  /** Nobody knows whom a caller's own destination should be: mutual TLS is not tried there. */
  private static List<String> identities(
      MeshSettings settings, VisibleService service, Upstream upstream) {
    boolean isUnknown =
        switch (upstream) {
          case Upstream.OriginalDestination ignored -> true;
          case Upstream.AsNamed ignored -> true;
          case Upstream.Assigned ignored -> false;
          case Upstream.Resolved ignored -> false;
        };
    return service.isExternal() || isUnknown
        ? List.of()
        : MeshIdentities.of(
            settings,
            service.service(),
            service.endpoints().stream().map(ReachedEndpoint::resolved).toList());
  }

  private static Upstream upstream(
      MeshSettings settings, VisibleService service, ServicePort port, IpFamilies families) {
    return switch (service.resolution()) {
      case STATIC -> new Upstream.Assigned();
      case DNS -> new Upstream.Resolved(false, families, named(settings, service, port));
      case DNS_ROUND_ROBIN -> {
        List<AssignedEndpoint> endpoints = named(settings, service, port);
        yield new Upstream.Resolved(
            !endpoints.isEmpty(), families, endpoints.stream().limit(1).toList());
      }
      case DYNAMIC_DNS ->
          port.protocol().isHttp()
              ? new Upstream.AsNamed(families)
              : new Upstream.OriginalDestination();
      case NONE -> new Upstream.OriginalDestination();
    };
  }

  /** Without endpoints the host itself is asked for, which a wildcard cannot be. */
  private static List<AssignedEndpoint> named(
      MeshSettings settings, VisibleService service, ServicePort port) {
    if (service.endpoints().isEmpty() && !service.host().isWildcard()) {
      return List.of(
          new AssignedEndpoint(service.host().value(), port.targetPort(), 1, Locality.UNKNOWN, ""));
    }
    LinkedHashSet<AssignedEndpoint> endpoints = new LinkedHashSet<>();
    service
        .endpoints()
        .forEach(
            resolved ->
                endpoints.add(AssignedEndpoint.of(settings, resolved, port, service.isExternal())));
    return List.copyOf(endpoints);
  }
}
