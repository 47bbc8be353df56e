package io.fairlead.xds.server;

import io.fairlead.xds.ResourceType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * In which order types go out, so that nothing refers to what the client does not have yet. Envoy's
 * xDS protocol page, "Eventual consistency considerations": clusters, their endpoints, listeners,
 * routes; what is no longer referred to leaves last, and in reverse.
 */
final class PushOrder {

  static final List<ResourceType> ADDITIONS =
      List.of(
          ResourceType.CLUSTER, ResourceType.ENDPOINT, ResourceType.LISTENER, ResourceType.ROUTE);

  static final List<ResourceType> REMOVALS = ADDITIONS.reversed();

  /**
   * Asked for by name only, answered in parts: an answer says nothing of what it does not hold. An
   * empty first request for them asks for nothing, not for everything.
   */
  private static final Set<ResourceType> PARTIAL =
      Set.of(ResourceType.ENDPOINT, ResourceType.ROUTE);

  private static final List<ResourceType> LISTENER_AND_ROUTE =
      List.of(ResourceType.LISTENER, ResourceType.ROUTE);

  private static final List<ResourceType> ROUTE_ALONE = List.of(ResourceType.ROUTE);

  /** Envoy applies what is good in a refused answer of these, resource by resource. */
  private static final Set<ResourceType> APPLIED_SINGLY =
      Set.of(ResourceType.CLUSTER, ResourceType.LISTENER);

  private PushOrder() {}

  static boolean isOrdered(ResourceType type) {
    return ADDITIONS.contains(type);
  }

  static boolean isPartial(ResourceType type) {
    return PARTIAL.contains(type);
  }

  static boolean isAppliedSingly(ResourceType type) {
    return APPLIED_SINGLY.contains(type);
  }

  /** The ordered types whose unacknowledged answers hold back the removals of {@code type}. */
  static List<ResourceType> referrersOf(ResourceType type) {
    return switch (ADDITIONS.indexOf(type)) {
      case 0, 1 -> LISTENER_AND_ROUTE;
      case 2 -> ROUTE_ALONE;
      default -> List.of();
    };
  }

  static List<ResourceType> unordered(Collection<ResourceType> types) {
    List<ResourceType> unordered = new ArrayList<>(types.size());
    for (ResourceType type : types) {
      if (!isOrdered(type)) {
        unordered.add(type);
      }
    }
    unordered.sort(Comparator.naturalOrder());
    return unordered;
  }
}
