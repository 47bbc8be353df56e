package io.fairlead.xds.server;

import io.fairlead.collections.SharedMap;
import io.fairlead.xds.Resource;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Gives streams that ask for the same names the same set. It remembers a bounded number of sets, of
 * which nothing stays once no stream has them; a set that it does not remember is only not shared.
 */
final class NameSets {

  private static final int PLACES = 1 << 12;

  private final AtomicReferenceArray<@Nullable WeakReference<NameSet>> places =
      new AtomicReferenceArray<>(PLACES);

  /**
   * @param known the resources that the names stand for, whose own strings are kept for them
   */
  NameSet shared(NameSet set, SharedMap<String, Resource> known) {
    if (set.isEmpty()) {
      return set;
    }
    int place = (set.hashCode() ^ (set.hashCode() >>> 16)) & (PLACES - 1);
    WeakReference<NameSet> found = places.get(place);
    NameSet there = found == null ? null : found.get();
    if (there != null && there.equals(set)) {
      return there;
    }
    NameSet kept = set.with(known::canonical);
    places.set(place, new WeakReference<>(kept));
    return kept;
  }
}
