package io.fairlead.translation.cluster;

import io.fairlead.model.Locality;
import io.fairlead.model.Problem;
import io.fairlead.model.service.Resolution;
import io.fairlead.model.service.ServicePort;
import io.fairlead.translation.encoding.ResourceInput;
import io.fairlead.translation.endpoint.AssignedEndpoint;
import io.fairlead.translation.scope.IpFamilies;
import io.fairlead.translation.scope.ProxyTraits;
import io.fairlead.translation.scope.Scope;
import io.fairlead.translation.scope.VisibleService;
import io.fairlead.translation.security.MeshIdentities;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** The clusters that a proxy sends to: one for each port of each service, and the fixed two. */
public final class OutboundClusters {

  private OutboundClusters() {}

  public static List<ResourceInput> of(Scope scope, ProxyTraits traits) {
    List<ResourceInput> clusters = new ArrayList<>();
    for (VisibleService service : scope.services()) {
      for (ServicePort port : service.service().ports()) {
        clusters.add(cluster(scope, service, port, traits.families()));
      }
    }
    clusters.add(new FixedCluster.BlackHole());
    clusters.add(new FixedCluster.Passthrough());
    return clusters;
  }

  public static List<Problem> problems(Scope scope) {
    return scope.services().stream()
        .filter(service -> service.resolution() == Resolution.DYNAMIC_DNS)
        .map(
            service ->
                Scope.warning(
                    service.service(),
                    "spec.resolution",
                    "DYNAMIC_DNS is not resolved by proxies yet: requests go to the address that"
                        + " the caller resolved; use resolution: NONE to say so"))
        .toList();
  }

  private static OutboundCluster cluster(
      Scope scope, VisibleService service, ServicePort port, IpFamilies families) {
    Upstream upstream = upstream(scope, service, port, families);
    return new OutboundCluster(
        service.host(),
        port.number(),
        port.protocol(),
        upstream,
        identities(scope, service, upstream));
  }

  /** Nobody knows whom a caller's own destination should be: mutual TLS is not tried there. */
  private static List<String> identities(Scope scope, VisibleService service, Upstream upstream) {
    boolean isUnknown = upstream instanceof Upstream.OriginalDestination;
    return service.isExternal() || isUnknown
        ? List.of()
        : MeshIdentities.of(scope.settings(), service.service(), service.endpoints());
  }

  private static Upstream upstream(
      Scope scope, VisibleService service, ServicePort port, IpFamilies families) {
    return switch (service.resolution()) {
      case STATIC -> new Upstream.Assigned();
      case DNS -> new Upstream.Resolved(false, families, named(scope, service, port));
      case DNS_ROUND_ROBIN -> {
        List<AssignedEndpoint> endpoints = named(scope, service, port);
        yield new Upstream.Resolved(
            !endpoints.isEmpty(), families, endpoints.stream().limit(1).toList());
      }
      case NONE, DYNAMIC_DNS -> new Upstream.OriginalDestination();
    };
  }

  /** Without endpoints the host itself is asked for, which a wildcard cannot be. */
  private static List<AssignedEndpoint> named(
      Scope scope, VisibleService service, ServicePort port) {
    if (service.endpoints().isEmpty() && !service.host().isWildcard()) {
      return List.of(
          new AssignedEndpoint(service.host().value(), port.targetPort(), 1, Locality.UNKNOWN, ""));
    }
    LinkedHashSet<AssignedEndpoint> endpoints = new LinkedHashSet<>();
    service
        .endpoints()
        .forEach(
            resolved ->
                endpoints.add(AssignedEndpoint.of(scope, resolved, port, service.isExternal())));
    return List.copyOf(endpoints);
  }
}
