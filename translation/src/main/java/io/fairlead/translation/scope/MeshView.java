package io.fairlead.translation.scope;

import io.fairlead.collections.SharedMap;
import io.fairlead.model.MeshDifference;
import io.fairlead.model.MeshState;
import io.fairlead.model.ResolvedEndpoint;
import io.fairlead.model.ResolvedEndpoint.Claim;
import io.fairlead.model.service.Service;
import io.fairlead.model.workload.Workload;
import io.fairlead.translation.security.PeerModes;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every service of one state with its endpoints resolved: what does not depend on who looks. The
 * view of the next state shares with this one each service that did not change.
 */
public record MeshView(MeshState state, SharedMap<Service.Key, VisibleService> services) {

  /** The view of {@code state} from nothing. */
  public static MeshView of(MeshState state) {
    SharedMap<Service.Key, VisibleService> services = SharedMap.sorted();
    for (Service service : state.services()) {
      services = services.plus(service.key(), visible(state, service, null));
    }
    return new MeshView(state, services);
  }

  public MeshView at(MeshState next) {
    return at(next, MeshDifference.between(state, next));
  }

  /**
   * The view of the next state.
   *
   * @param difference between this view's state and {@code next}
   */
  public MeshView at(MeshState next, MeshDifference difference) {
    SharedMap<Service.Key, VisibleService> now = services;
    for (Service.Key key : difference.services()) {
      VisibleService before = services.get(key);
      Optional<Service> service = next.service(key);
      if (service.isEmpty()) {
        now = now.minus(key);
      } else {
        VisibleService after = visible(next, service.get(), before);
        now = after.equals(before) ? now : now.plus(key, after);
      }
    }
    return new MeshView(next, now);
  }

  private static VisibleService visible(
      MeshState state, Service service, @Nullable VisibleService before) {
    List<String> called =
        service.addresses().isEmpty() ? virtualAddress(state, service) : service.addresses();
    Callee callee =
        Callee.of(
            service,
            called.stream().map(Destination::parse).flatMap(Optional::stream).distinct().toList());
    return new VisibleService(
        service,
        before != null && before.callee().equals(callee) ? before.callee() : callee,
        state.endpointsOf(service).stream().map(resolved -> reached(state, resolved)).toList());
  }

  /** Where the proxy sends to the caller's own destination, that must be a real one. */
  private static List<String> virtualAddress(MeshState state, Service service) {
    return switch (service.discovery().resolution()) {
      case STATIC, DNS, DNS_ROUND_ROBIN -> state.virtualAddress(service).stream().toList();
      case NONE, DYNAMIC_DNS -> List.of();
    };
  }

  private static ReachedEndpoint reached(MeshState state, ResolvedEndpoint resolved) {
    return new ReachedEndpoint(
        resolved,
        switch (resolved.claim()) {
          case Claim.Owned(Workload owner) ->
              PeerModes.of(state, owner.name().namespace(), owner.labels());
          case Claim.Nobody ignored -> PeerModes.STANDARD;
        });
  }
}
