package io.fairlead.model.policy;

import io.fairlead.model.ResourceName;
import io.fairlead.model.Visibility;
import io.fairlead.model.policy.Handling.Patience;
import io.fairlead.model.policy.HttpRoute.HttpMatch;
import io.fairlead.model.policy.VirtualService.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Puts the routes of delegates in the place of those that lead to them. A delegate says more
 * closely what its root says; what contradicts the root is left out.
 */
public final class Delegation {

  private Delegation() {}

  /** The names of those that routes of {@code root} lead to. */
  public static Set<ResourceName> delegates(VirtualService root) {
    Set<ResourceName> names = new TreeSet<>();
    for (HttpRoute route : root.routes().http()) {
      if (route.action() instanceof HttpAction.Delegate(ResourceName name)) {
        names.add(name);
      }
    }
    return names;
  }

  /** The same object where nothing is delegated. */
  public static VirtualService resolved(
      VirtualService root, Function<ResourceName, Optional<VirtualService>> declared) {
    if (delegates(root).isEmpty()) {
      return root;
    }
    List<HttpRoute> http = new ArrayList<>();
    for (HttpRoute route : root.routes().http()) {
      if (route.action() instanceof HttpAction.Delegate(ResourceName name)) {
        declared
            .apply(name)
            .filter(found -> isFor(found, root))
            .ifPresent(found -> http.addAll(merged(route, found)));
      } else {
        http.add(route);
      }
    }
    return new VirtualService(
        root.name(),
        root.hosts(),
        root.gateways(),
        new Routes(http, root.routes().tls(), root.routes().tcp(), root.routes().limit()),
        root.exportTo(),
        root.created());
  }

  /**
   * Those of {@link #delegates} of which some route stands in the place of one that leads there.
   */
  public static Set<ResourceName> followed(
      VirtualService root, Function<ResourceName, Optional<VirtualService>> declared) {
    Set<ResourceName> names = new TreeSet<>();
    for (HttpRoute route : root.routes().http()) {
      if (route.action() instanceof HttpAction.Delegate(ResourceName name)
          && declared
              .apply(name)
              .filter(found -> isFor(found, root))
              .filter(found -> !merged(route, found).isEmpty())
              .isPresent()) {
        names.add(name);
      }
    }
    return names;
  }

  /** Whether a declaration can be the delegate of another: one without hosts, that it may see. */
  public static boolean isFor(VirtualService delegate, VirtualService root) {
    return delegate.hosts().isEmpty()
        && Visibility.reaches(
            delegate.exportTo(), delegate.name().namespace(), root.name().namespace());
  }

  /** Those of the delegate's routes that do not contradict the root's. */
  public static List<HttpRoute> merged(HttpRoute root, VirtualService delegate) {
    return delegate.routes().http().stream()
        .filter(route -> !(route.action() instanceof HttpAction.Delegate))
        .flatMap(route -> merged(root, route).stream())
        .toList();
  }

  /** Whether a route of a delegate asks for nothing that the root's route does not let through. */
  public static boolean agrees(HttpRoute root, HttpRoute delegate) {
    return MatchMerge.merged(root.matches(), delegate.matches()).isPresent();
  }

  private static Optional<HttpRoute> merged(HttpRoute root, HttpRoute delegate) {
    Optional<List<HttpMatch>> matches = MatchMerge.merged(root.matches(), delegate.matches());
    return matches.map(
        all ->
            new HttpRoute(
                MatchMerge.joined(root.name(), delegate.name()),
                all,
                delegate.action(),
                merged(root.handling(), delegate.handling())));
  }

  private static Handling merged(Handling root, Handling delegate) {
    return new Handling(
        delegate.headers().equals(HeaderChanges.NONE) ? root.headers() : delegate.headers(),
        delegate.rewrite().equals(Rewrite.NONE) ? root.rewrite() : delegate.rewrite(),
        delegate.mirrors().isEmpty() ? root.mirrors() : delegate.mirrors(),
        merged(root.patience(), delegate.patience()),
        delegate.screening().over(root.screening()));
  }

  private static Patience merged(Patience root, Patience delegate) {
    return new Patience(
        delegate.timeout().isSet() ? delegate.timeout() : root.timeout(),
        delegate.retries() instanceof Retries.Standard ? root.retries() : delegate.retries());
  }
}
