package io.fairlead.translation.cluster;

import io.fairlead.model.Locality;
import io.fairlead.model.MeshSettings;
import io.fairlead.model.policy.CallPolicy;
import io.fairlead.model.policy.Calling;
import io.fairlead.model.policy.HealthCheck;
import io.fairlead.model.policy.LoadBalancing.Algorithm;
import io.fairlead.model.policy.Setting;
import io.fairlead.model.proxy.Interception;
import io.fairlead.model.service.ServicePort;
import io.fairlead.translation.encoding.ResourceInput;
import io.fairlead.translation.endpoint.AssignedEndpoint;
import io.fairlead.translation.endpoint.Callable;
import io.fairlead.translation.endpoint.EndpointGroups;
import io.fairlead.translation.endpoint.PlacedEndpoint;
import io.fairlead.translation.scope.CalledPart;
import io.fairlead.translation.scope.ProxyTraits;
import io.fairlead.translation.scope.ReachedEndpoint;
import io.fairlead.translation.scope.VisibleService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** The clusters that a proxy sends to: one for each port of each service, and the fixed two. */
public final class OutboundClusters {

  private static final List<ResourceInput> ALL_FIXED =
      List.of(new FixedCluster.BlackHole(), new FixedCluster.Passthrough());

  private final VisibleService service;
  private final ProxyTraits traits;
  private final MeshSettings settings;
  private final Setting<HealthCheck> health;

  private OutboundClusters(
      VisibleService service,
      ProxyTraits traits,
      MeshSettings settings,
      Setting<HealthCheck> health) {
    this.health = health;
    this.service = service;
    this.traits = traits;
    this.settings = settings;
  }

  /** Those that are there whatever the mesh holds. */
  public static List<ResourceInput> fixed(Interception interception) {
    return switch (interception) {
      case Interception.Redirect ignored -> ALL_FIXED;
      case Interception.Explicit ignored -> ALL_FIXED;
      case Interception.Edge ignored -> List.of(new FixedCluster.BlackHole());
    };
  }

  /**
   * @param calling what rules say of the service
   */
  public static List<ResourceInput> of(
      VisibleService service, ProxyTraits traits, MeshSettings settings, Calling calling) {
    OutboundClusters clusters = new OutboundClusters(service, traits, settings, calling.health());
    List<ResourceInput> all = new ArrayList<>();
    CalledPart.of(service, calling).forEach(part -> all.add(clusters.cluster(part)));
    return all;
  }

  private OutboundCluster cluster(CalledPart part) {
    ServicePort port = part.port();
    CalledPort called =
        new CalledPort(service.host(), part.subset(), port.number(), port.protocol());
    return new OutboundCluster(
        called,
        upstream(part),
        OutboundTransports.of(
            settings,
            service,
            called,
            part.policy(),
            traits.interception() instanceof Interception.Edge),
        part.policy(),
        health);
  }

  private Upstream upstream(CalledPart part) {
    ServicePort port = part.port();
    VisibleService endpoints = part.service();
    CallPolicy policy = part.policy();
    if (policy.balancing().algorithm() instanceof Algorithm.Passthrough) {
      return new Upstream.OriginalDestination();
    }
    return switch (service.resolution()) {
      case STATIC -> new Upstream.Assigned();
      case DNS -> resolved(false, named(port, endpoints), policy);
      case DNS_ROUND_ROBIN -> {
        List<PlacedEndpoint> named = named(port, endpoints);
        yield resolved(!named.isEmpty(), named.stream().limit(1).toList(), policy);
      }
      case DYNAMIC_DNS ->
          part.isLookedUp()
              ? new Upstream.AsNamed(traits.families())
              : new Upstream.OriginalDestination();
      case NONE -> new Upstream.OriginalDestination();
    };
  }

  private Upstream resolved(
      boolean isFirstOnly, List<PlacedEndpoint> endpoints, CallPolicy policy) {
    return new Upstream.Resolved(
        isFirstOnly,
        traits.families(),
        EndpointGroups.of(endpoints, policy, traits.selection().vantage()));
  }

  /** Without endpoints the host itself is asked for, which a wildcard cannot be. */
  private List<PlacedEndpoint> named(ServicePort port, VisibleService endpoints) {
    if (service.endpoints().isEmpty() && !service.host().isWildcard()) {
      return List.of(
          PlacedEndpoint.anywhere(
              new AssignedEndpoint(
                  service.host().value(), port.targetPort(), 1, Locality.UNKNOWN, "")));
    }
    LinkedHashMap<AssignedEndpoint, PlacedEndpoint> named = new LinkedHashMap<>();
    for (ReachedEndpoint reached : endpoints.endpoints()) {
      if (Callable.address(service, reached.resolved().endpoint().address()).isPresent()) {
        PlacedEndpoint placed =
            AssignedEndpoint.placed(settings, reached, port, service.isExternal());
        named.putIfAbsent(placed.assigned(), placed);
      }
    }
    return List.copyOf(named.values());
  }
}
