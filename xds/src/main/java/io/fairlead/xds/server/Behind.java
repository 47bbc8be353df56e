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
      } else if (!isSaid || !rest.covers(name)) {
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
    SharedMap<String, String> next =
        subscription.isWildcard()
            ? resolvedAll(subscription, seen, warming)
            : resolvedNamed(subscription.names(), seen, warming);
    return new Behind(Rest.NOTHING, next, Map.of());
  }

  private SharedMap<String, String> resolvedNamed(
      NameSet names, SharedMap<String, Resource> seen, NameSet warming) {
    SharedMap<String, String> next = marks;
    for (String name : names) {
      String claim = warming.contains(name) ? null : claims.get(name);
      if (!marks.containsKey(name) && (claim != null || rest.covers(name))) {
        String holding = claim == null ? rest.holding() : Holding.claimed(claim);
        next = plusDue(next, name, holding, seen);
      }
    }
    return next;
  }

  private SharedMap<String, String> resolvedAll(
      Subscription subscription, SharedMap<String, Resource> seen, NameSet warming) {
    SharedMap<String, String> next = marks;
    int known = 0;
    for (Map.Entry<String, String> claim : claims.entrySet()) {
      String name = claim.getKey();
      if (!warming.contains(name)) {
        known += seen.containsKey(name) ? 1 : 0;
        String holding = Holding.claimed(claim.getValue());
        next = marks.containsKey(name) ? next : plusDue(next, name, holding, seen);
      }
    }
    if (!rest.isDue() || known == seen.size()) {
      return next;
    }
    for (String name : rest.names(subscription, seen)) {
      boolean isClaimed = claims.containsKey(name) && !warming.contains(name);
      next = isClaimed || next.containsKey(name) ? next : next.plus(name, rest.holding());
    }
    return next;
  }

  private static SharedMap<String, String> plusDue(
      SharedMap<String, String> marks,
      String name,
      String holding,
      SharedMap<String, Resource> seen) {
    Resource wanted = seen.get(name);
    return Holding.due(holding, wanted) == Holding.Due.NOTHING
        ? marks
        : marks.plus(wanted == null ? name : wanted.name(), holding);
  }
}
