package io.fairlead.translation;

import io.fairlead.model.Labels;
import io.fairlead.model.MeshState;
import io.fairlead.model.ResolvedEndpoint.Claim;
import io.fairlead.model.ResourceName;
import io.fairlead.model.policy.MtlsMode;
import io.fairlead.model.policy.PeerAuthentication;
import io.fairlead.model.service.Registry;
import io.fairlead.model.service.Service;
import io.fairlead.model.workload.Workload;
import io.fairlead.model.workload.WorkloadEntry;
import io.fairlead.translation.Origin.Kind;
import io.fairlead.translation.Origin.Made;
import io.fairlead.translation.scope.MeshView;
import io.fairlead.translation.scope.ReachedEndpoint;
import io.fairlead.translation.scope.VisibleService;
import io.fairlead.translation.security.PeerModes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * What says who answers for services: entries that their selectors take, groups of hosts that
 * joined as such, and policies that turn mutual TLS off at an endpoint. It follows from one view of
 * the mesh alone, so that all shapes of proxies share it.
 */
public final class EndpointOrigins {

  private final Map<Service.Key, Set<Origin>> byService = new HashMap<>();

  private EndpointOrigins() {}

  /** Walks the entries, and the endpoints only where some policy turns mutual TLS off. */
  public static EndpointOrigins of(MeshView mesh) {
    EndpointOrigins origins = new EndpointOrigins();
    mesh.state().entries().forEach(entry -> origins.add(mesh.state(), entry));
    if (mesh.state().peerAuthentications().stream().anyMatch(EndpointOrigins::turnsOff)) {
      Plaintext plaintext = new Plaintext(mesh.state(), new HashMap<>());
      mesh.services().values().forEach(service -> origins.add(service, plaintext));
    }
    return origins;
  }

  /** Tells of what proxies of one shape are sent of it. */
  public void walk(Outbound outbound, BiConsumer<Origin, Made> found) {
    byService.forEach(
        (key, origins) -> {
          VisibleService service = outbound.scope().services().get(key.host());
          if (service != null && service.service().key().equals(key)) {
            Origins.called(outbound, service)
                .forEach(made -> origins.forEach(origin -> found.accept(origin, made)));
          }
        });
  }

  private void add(MeshState mesh, WorkloadEntry entry) {
    if (entry.registry() == Registry.DECLARED) {
      Optional<Workload> host = mesh.workload(entry.name()).filter(Workload::hasJoined);
      Optional<Origin> origin =
          host.isPresent()
              ? group(host.get())
              : Optional.of(new Origin(Kind.WORKLOAD_ENTRY, entry.name()));
      origin.ifPresent(said -> mesh.servicesSelecting(entry).forEach(key -> add(key, said)));
    }
  }

  private void add(VisibleService service, Plaintext plaintext) {
    for (ReachedEndpoint reached : service.endpoints()) {
      if (reached.resolved().claim() instanceof Claim.Owned(Workload owner)
          && reached.accepted().turnsOff()) {
        plaintext.at(owner).forEach(origin -> add(service.service().key(), origin));
      }
    }
  }

  private void add(Service.Key service, Origin origin) {
    byService.computeIfAbsent(service, absent -> new TreeSet<>(Origin.ORDER)).add(origin);
  }

  /** The group that a host joined by; of a Pod none. */
  static Optional<Origin> group(Workload host) {
    String group = host.membership().group();
    return group.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Origin(Kind.WORKLOAD_GROUP, new ResourceName(host.name().namespace(), group)));
  }

  private static boolean turnsOff(PeerAuthentication policy) {
    return policy.modes().byPort().containsValue(MtlsMode.DISABLE);
  }

  /** The policies that do so, looked for once for all who are alike. */
  private record Plaintext(MeshState mesh, Map<Alike, List<Origin>> known) {

    private record Alike(String namespace, Labels labels) {}

    List<Origin> at(Workload owner) {
      return known.computeIfAbsent(
          new Alike(owner.name().namespace(), owner.labels()), this::policies);
    }

    private List<Origin> policies(Alike alike) {
      List<Origin> origins = new ArrayList<>();
      for (PeerAuthentication policy :
          PeerModes.policies(mesh, alike.namespace(), alike.labels())) {
        boolean isWide = policy.selector().isEmpty();
        if (isWide
            ? policy.modes().workload().filter(MtlsMode.DISABLE::equals).isPresent()
            : turnsOff(policy)) {
          origins.add(new Origin(Kind.PEER_AUTHENTICATION, policy.name()));
        }
      }
      return origins;
    }
  }
}
