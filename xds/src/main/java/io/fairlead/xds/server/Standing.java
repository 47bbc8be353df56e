package io.fairlead.xds.server;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a client refused and was not sent anew since. A later answer that it takes says nothing of
 * what that answer did not hold.
 *
 * @param isMore whether there was more than is kept
 */
record Standing(Map<String, Untaken.Refusal> byName, boolean isMore) {

  static final Standing NOTHING = new Standing(Map.of(), false);

  Standing {
    byName = Map.copyOf(byName);
  }

  Standing plus(Collection<String> names, Untaken.Refusal refusal) {
    Map<String, Untaken.Refusal> next = new LinkedHashMap<>(byName);
    boolean isFull = isMore;
    for (String name : names) {
      if (next.containsKey(name) || next.size() < ClientStream.TypeStatus.MOST_REFUSED) {
        next.put(name, refusal);
      } else {
        isFull = true;
      }
    }
    return new Standing(next, isFull);
  }

  Standing minus(Collection<String> names) {
    if (byName.isEmpty()) {
      return this;
    }
    Map<String, Untaken.Refusal> next = new LinkedHashMap<>(byName);
    names.forEach(next::remove);
    return next.size() == byName.size() ? this : new Standing(next, isMore);
  }
}
