package io.fairlead.xds.server;

import io.fairlead.xds.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcollections.PMap;

/**
 * Names under which two maps of resources differ. Versions are compared only where the resources
 * are not the same object; this is the one place whose cost follows the size of a map.
 */
@SuppressWarnings("ReferenceEquality") // Identity is what makes most comparisons cheap.
final class Changes {

  private Changes() {}

  static List<String> between(
      PMap<String, Resource> before, PMap<String, Resource> after, Subscription subscription) {
    if (before == after) {
      return List.of();
    }
    return subscription.isWildcard()
        ? among(before, after)
        : subscription.names().stream()
            .filter(name -> differ(before.get(name), after.get(name)))
            .toList();
  }

  private static List<String> among(PMap<String, Resource> before, PMap<String, Resource> after) {
    List<String> changed = new ArrayList<>();
    int added = 0;
    for (Map.Entry<String, Resource> entry : after.entrySet()) {
      Resource old = before.get(entry.getKey());
      added += old == null ? 1 : 0;
      if (differ(old, entry.getValue())) {
        changed.add(entry.getKey());
      }
    }
    if (before.size() + added != after.size()) {
      before.keySet().stream().filter(name -> !after.containsKey(name)).forEach(changed::add);
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
