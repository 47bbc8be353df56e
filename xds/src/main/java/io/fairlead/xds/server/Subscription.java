package io.fairlead.xds.server;

import java.util.Collection;
import java.util.List;
import org.pcollections.HashTreePSet;
import org.pcollections.PSet;

/**
 * What a client wants of one type.
 *
 * @param isWildcard whether it wants all there is
 * @param isNamed whether it ever gave a name: from then on an empty list means nothing, not all
 * @param names those it gave, beside the wildcard
 */
record Subscription(boolean isWildcard, boolean isNamed, PSet<String> names) {

  static final String ALL = "*";

  static final Subscription NONE = new Subscription(false, false, HashTreePSet.empty());

  boolean covers(String name) {
    return isWildcard || names.contains(name);
  }

  /**
   * @param emptyIsAll whether a type's first request without names asks for everything
   */
  Subscription changed(StreamEvent.Names change, boolean emptyIsAll) {
    List<String> wanted = change.subscribe();
    boolean legacy = emptyIsAll && !isNamed && wanted.isEmpty() && change.unsubscribe().isEmpty();
    boolean stays = isWildcard && !change.unsubscribe().contains(ALL);
    return new Subscription(
        legacy || stays || wanted.contains(ALL),
        isNamed || !wanted.isEmpty(),
        names.minusAll(change.unsubscribe()).plusAll(wanted).minus(ALL));
  }

  Subscription replaced(Collection<String> wanted, boolean emptyIsAll) {
    boolean legacy = emptyIsAll && !isNamed && wanted.isEmpty();
    return new Subscription(
        legacy || wanted.contains(ALL), isNamed || !wanted.isEmpty(), only(wanted));
  }

  /** Keeps the set it has where nothing changed: most requests only acknowledge. */
  private PSet<String> only(Collection<String> wanted) {
    PSet<String> next = HashTreePSet.from(wanted).minus(ALL);
    return next.equals(names) ? names : next;
  }
}
