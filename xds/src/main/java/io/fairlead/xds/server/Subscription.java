package io.fairlead.xds.server;

/**
 * What a client wants of one type.
 *
 * @param isWildcard whether it wants all there is
 * @param isNamed whether it ever gave a name: from then on an empty list means nothing, not all
 * @param names those it gave, beside the wildcard
 */
record Subscription(boolean isWildcard, boolean isNamed, NameSet names) {

  static final String ALL = "*";

  static final Subscription NONE = new Subscription(false, false, NameSet.NONE);

  boolean covers(String name) {
    return isWildcard || names.contains(name);
  }

  boolean isNothing() {
    return !isWildcard && names.isEmpty();
  }

  /**
   * @param emptyIsAll whether a type's first request without names asks for everything
   */
  Subscription changed(StreamEvent.Names change, boolean emptyIsAll) {
    NameSet wanted = change.subscribe();
    boolean legacy = emptyIsAll && !isNamed && wanted.isEmpty() && change.unsubscribe().isEmpty();
    boolean stays = isWildcard && !change.unsubscribe().contains(ALL);
    return new Subscription(
        legacy || stays || wanted.contains(ALL),
        isNamed || !wanted.isEmpty(),
        names.minus(change.unsubscribe()).plus(wanted.minus(ALL)));
  }

  /** Keeps the set it has where nothing changed: most requests only acknowledge. */
  Subscription replaced(NameSet wanted, boolean emptyIsAll) {
    boolean legacy = emptyIsAll && !isNamed && wanted.isEmpty();
    NameSet next = wanted.minus(ALL);
    return new Subscription(
        legacy || wanted.contains(ALL),
        isNamed || !wanted.isEmpty(),
        next.equals(names) ? names : next);
  }

  Subscription with(NameSet same) {
    return new Subscription(isWildcard, isNamed, same);
  }
}
