package io.fairlead.translation;

import io.fairlead.collections.SharedMap;
import io.fairlead.model.ResourceName;
import io.fairlead.model.policy.Delegation;
import io.fairlead.model.policy.VirtualService;
import io.fairlead.translation.Origin.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The VirtualServices that routes come of: with those to which others delegate. Lives for a walk.
 */
final class RouteOrigins {

  private final SharedMap<ResourceName, VirtualService> declared;
  private final Map<ResourceName, List<Origin>> known = new HashMap<>();

  RouteOrigins(SharedMap<ResourceName, VirtualService> declared) {
    this.declared = declared;
  }

  /** What routes of requests come of that hold under a name; it comes first. */
  List<Origin> ofRequests(ResourceName routes) {
    return known.computeIfAbsent(routes, this::found);
  }

  /** Connections are not delegated. */
  static Origin ofConnections(ResourceName routes) {
    return new Origin(Kind.VIRTUAL_SERVICE, routes);
  }

  private List<Origin> found(ResourceName routes) {
    List<Origin> origins = new ArrayList<>(List.of(ofConnections(routes)));
    VirtualService root = declared.get(routes);
    if (root != null) {
      Delegation.followed(root, name -> Optional.ofNullable(declared.get(name)))
          .forEach(name -> origins.add(new Origin(Kind.VIRTUAL_SERVICE, name)));
    }
    return List.copyOf(origins);
  }
}
