package io.fairlead.model;

import io.fairlead.collections.SharedMap;
import io.fairlead.model.policy.Delegation;
import io.fairlead.model.policy.VirtualService;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The VirtualServices as they were declared, those for which others say the routes and those that
 * say them included.
 *
 * @param rootsByDelegate whose routes lead to a name, whether it is declared or not
 */
record DeclaredRoutes(
    SharedMap<ResourceName, VirtualService> all,
    Index<ResourceName, ResourceName> rootsByDelegate) {

  static final DeclaredRoutes NONE = new DeclaredRoutes(SharedMap.sorted(), Index.empty());

  Optional<VirtualService> get(ResourceName name) {
    return Optional.ofNullable(all.get(name));
  }

  /** What holds under a name, with the routes of its delegates; nothing for a delegate itself. */
  Optional<VirtualService> resolved(ResourceName name) {
    return get(name)
        .filter(routes -> !routes.hosts().isEmpty())
        .map(routes -> Delegation.resolved(routes, this::get));
  }

  Collection<ResourceName> rootsOf(ResourceName delegate) {
    return rootsByDelegate.at(delegate);
  }

  DeclaredRoutes with(VirtualService routes) {
    return new DeclaredRoutes(
        all.plus(routes.name(), routes),
        moved(delegates(all.get(routes.name())), delegates(routes), routes.name()));
  }

  DeclaredRoutes without(ResourceName name) {
    return new DeclaredRoutes(all.minus(name), moved(delegates(all.get(name)), Set.of(), name));
  }

  private static Set<ResourceName> delegates(@Nullable VirtualService routes) {
    return routes == null ? Set.of() : Delegation.delegates(routes);
  }

  private Index<ResourceName, ResourceName> moved(
      Set<ResourceName> before, Set<ResourceName> after, ResourceName root) {
    return before.equals(after)
        ? rootsByDelegate
        : rootsByDelegate.minus(before, root).plus(after, root);
  }
}
