package io.fairlead.xds.server;

import io.fairlead.collections.Change;
import io.fairlead.collections.SharedMap;
import io.fairlead.xds.Resource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names under which two maps of resources differ. Versions are compared only where the resources
 * are not the same object; this is the one place whose cost follows the size of a map.
 */
@SuppressWarnings("ReferenceEquality") // Identity is what makes most comparisons cheap.
final class Changes {

  private Changes() {}

  static List<String> between(
      SharedMap<String, Resource> before,
      SharedMap<String, Resource> after,
      Subscription subscription) {
    if (before == after) {
      return List.of();
    }
    return subscription.isWildcard()
        ? among(before, after)
        : subscription.names().stream()
            .filter(name -> differ(before.get(name), after.get(name)))
            .toList();
  }

  private static List<String> among(
      SharedMap<String, Resource> before, SharedMap<String, Resource> after) {
    List<String> changed = new ArrayList<>();
    for (Change<String, Resource> change : SharedMap.changes(before, after)) {
      if (differ(change.before(), change.after())) {
        changed.add(change.key());
      }
    }
    return changed;
  }

  private static boolean differ(@Nullable Resource before, @Nullable Resource after) {
    if (before == after) {
      return false;
    }
    return before == null || after == null || !before.version().equals(after.version());
  }
}
