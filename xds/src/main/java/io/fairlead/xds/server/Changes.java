package io.fairlead.xds.server;

import io.fairlead.collections.Change;
import io.fairlead.collections.SharedMap;
import io.fairlead.xds.Resource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What differs for a client between two maps of resources. The cost follows what differs between
 * the maps, or the number of names where that is small, and never what there is.
 */
@SuppressWarnings("ReferenceEquality") // Identity is what makes comparisons cheap.
final class Changes {

  /** So few are looked up one by one. */
  private static final int FEW = 8;

  private Changes() {}

  static List<Change<String, Resource>> between(
      SharedMap<String, Resource> before,
      SharedMap<String, Resource> after,
      Subscription subscription) {
    if (before == after || subscription.isNothing()) {
      return List.of();
    }
    List<Change<String, Resource>> found = new ArrayList<>(1);
    if (!subscription.isWildcard() && subscription.names().size() <= FEW) {
      for (String name : subscription.names()) {
        add(new Change<>(name, before.get(name), after.get(name)), found);
      }
      return found;
    }
    for (Change<String, Resource> change : SharedMap.changes(before, after)) {
      if (subscription.covers(change.key())) {
        add(change, found);
      }
    }
    return found;
  }

  private static void add(Change<String, Resource> change, List<Change<String, Resource>> found) {
    if (differ(change.before(), change.after())) {
      found.add(change);
    }
  }

  private static boolean differ(@Nullable Resource before, @Nullable Resource after) {
    if (before == after) {
      return false;
    }
    return before == null || after == null || !before.version().equals(after.version());
  }
}
