package io.fairlead.xds.server;

import io.fairlead.collections.SharedMap;
import io.fairlead.xds.Resource;
import java.util.Map;

/**
 * In what a client differs from the newest offer. Under a name of which this says nothing the
 * client has what the offer has (or was sent it and has not spoken yet), so that a client that is
 * up to date costs nothing here.
 *
 * @param rest what it holds under all names from a place on; a mark says otherwise
 * @param marks what it holds under single names
 * @param claims what it brought from an earlier stream, until the first offer tells what of it
 *     differs; a mark says otherwise
 */
record Behind(Rest rest, SharedMap<String, String> marks, Map<String, String> claims) {

  static final Behind NOTHING = new Behind(Rest.NOTHING, SharedMap.hashed(), Map.of());

  boolean isNothing() {
    return !rest.isDue() && marks.isEmpty() && claims.isEmpty();
  }

  boolean says(String name) {
    return marks.containsKey(name) || rest.covers(name);
  }

  Behind with(Rest next) {
    return new Behind(next, marks, claims);
  }

  Behind with(SharedMap<String, String> next) {
    return new Behind(rest, next, claims);
  }

  /** These names must be told, whatever the client has under them. */
  Behind unknown(Iterable<String> names, Subscription subscription) {
    SharedMap<String, String> next = marks;
    boolean isSaid = rest.isDue() && rest.holding().equals(Holding.UNKNOWN) && claims.isEmpty();
    for (String name : names) {
      if (!subscription.covers(name)) {
        next = next.minus(name);
      } else if (!isSaid || !rest.covers(name) || next.containsKey(name)) {
        next = next.plus(name, Holding.UNKNOWN);
      }
    }
    return with(next);
  }

  Behind only(Subscription subscription) {
    SharedMap<String, String> next = marks;
    for (String name : marks.keys()) {
      next = subscription.covers(name) ? next : next.minus(name);
    }
    return with(next);
  }

  /** The same, said name by name. */
  Behind spelled(Subscription subscription, SharedMap<String, Resource> seen) {
    SharedMap<String, String> next = marks;
    for (Map.Entry<String, String> claim : claims.entrySet()) {
      if (subscription.covers(claim.getKey()) && !next.containsKey(claim.getKey())) {
        next = next.plus(claim.getKey(), Holding.claimed(claim.getValue()));
      }
    }
    if (rest.isDue()) {
      for (String name : rest.names(subscription, seen)) {
        next = next.containsKey(name) ? next : next.plus(name, rest.holding());
      }
    }
    return new Behind(Rest.NOTHING, next, Map.of());
  }

  /** What the client brought is better known than what was assumed of a new one. */
  Behind claiming(Map<String, String> versions) {
    SharedMap<String, String> next = marks;
    for (String name : marks.keys()) {
      next = versions.containsKey(name) ? next.minus(name) : next;
    }
    return new Behind(rest, next, versions);
  }

  /**
   * The claims held against an offer: one look-up a name, and only what differs stays.
   *
   * @param warming names whose claims do not count
   */
  Behind resolved(Subscription subscription, SharedMap<String, Resource> seen, NameSet warming) {
    SharedMap<String, String> next = marks;
    int matched = 0;
    for (Map.Entry<String, String> claim : claims.entrySet()) {
      String name = claim.getKey();
      if (!subscription.covers(name) || warming.contains(name)) {
        continue;
      }
      Resource wanted = seen.get(name);
      matched += subscription.isWildcard() && wanted == null ? 0 : 1;
      String holding = Holding.claimed(claim.getValue());
      if (!marks.containsKey(name) && Holding.due(holding, wanted) != Holding.Due.NOTHING) {
        next = next.plus(seen.canonical(name), holding);
      }
    }
    int expected = subscription.isWildcard() ? seen.size() : subscription.names().size();
    if (rest.isDue() && matched != expected) {
      for (String name : rest.names(subscription, seen)) {
        boolean isClaimed = claims.containsKey(name) && !warming.contains(name);
        next = isClaimed || next.containsKey(name) ? next : next.plus(name, rest.holding());
      }
    }
    return new Behind(Rest.NOTHING, next, Map.of());
  }
}
