package io.fairlead.xds.server;

import io.fairlead.collections.SharedMap;
import io.fairlead.xds.Resource;

/**
 * A statement about all names that a client wants from one place on, in the order of hashes. It
 * stands for as many entries as there are names: for a client that has nothing yet, or is in the
 * middle of an answer that is told in parts.
 *
 * @param isDue false where nothing is stated
 * @param holding what the client holds under each of the names
 * @param hash of the first name
 * @param name the first name
 */
record Rest(boolean isDue, String holding, int hash, String name) {

  static final Rest NOTHING = new Rest(false, Holding.ABSENT, 0, "");

  static Rest all(String holding) {
    return new Rest(true, holding, Integer.MIN_VALUE, "");
  }

  Rest from(String first) {
    return new Rest(isDue, holding, first.hashCode(), first);
  }

  boolean isWhole() {
    return isDue && hash == Integer.MIN_VALUE && name.isEmpty();
  }

  boolean covers(String other) {
    return isDue && NameSet.compare(hash, name, other.hashCode(), other) <= 0;
  }

  /** The names meant, beside those of a wildcard that are not there. */
  Iterable<String> names(Subscription subscription, SharedMap<String, Resource> seen) {
    if (!subscription.isWildcard()) {
      return subscription.names().from(hash, name);
    }
    Iterable<Resource> resources = isWhole() ? seen.values() : seen.valuesFrom(name);
    return () -> {
      var left = resources.iterator();
      return new java.util.Iterator<>() {
        @Override
        public boolean hasNext() {
          return left.hasNext();
        }

        @Override
        public String next() {
          return left.next().name();
        }
      };
    };
  }
}
