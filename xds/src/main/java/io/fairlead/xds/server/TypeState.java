package io.fairlead.xds.server;

import io.fairlead.collections.Change;
import io.fairlead.collections.SharedMap;
import io.fairlead.xds.Resource;
import io.fairlead.xds.ResourceType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where a client stands with one type. Only the differences are kept, so that a client that is up
 * to date costs a reference to its names and one to the shared map.
 *
 * @param behind in what the client differs from {@code seen}
 * @param seen the type's resources in the newest offer
 * @param stale resources that the client still has and the offer has not; only where whole sets are
 *     sent that must name them until the end
 * @param owesAnswer whether an answer is due even if it holds nothing
 */
record TypeState(
    Subscription subscription,
    Behind behind,
    SharedMap<String, Resource> seen,
    SharedMap<String, Resource> stale,
    boolean owesAnswer,
    Exchange exchange) {

  private static final SharedMap<String, Resource> NONE = SharedMap.hashed();

  static TypeState over(SharedMap<String, Resource> seen) {
    return new TypeState(Subscription.NONE, Behind.NOTHING, seen, NONE, false, Exchange.START);
  }

  /** Whether something may have to be said as soon as the client has spoken. */
  boolean isDue() {
    return owesAnswer || !behind.isNothing();
  }

  /** The newest offer, with what it changes for this client marked. */
  @SuppressWarnings("ReferenceEquality") // The same map is the same offer.
  TypeState offered(SharedMap<String, Resource> next, boolean keepsStale) {
    if (!behind.claims().isEmpty()) {
      return withSeen(behind.resolved(subscription, next, NameSet.NONE), next, stale);
    }
    if (next == seen) {
      return this;
    }
    if (behind.rest().isWhole() && stale.isEmpty()) {
      return withSeen(behind, next, stale);
    }
    SharedMap<String, String> late = behind.marks();
    SharedMap<String, Resource> gone = stale;
    for (Change<String, Resource> change : Changes.between(seen, next, subscription)) {
      Resource old = change.before();
      String name = change.key();
      if (change.after() == null && Holding.ABSENT.equals(late.get(name))) {
        // It came and went before the client could be told of it.
        late = late.minus(name);
        continue;
      }
      if (!late.containsKey(name) && !behind.rest().covers(name)) {
        late = late.plus(name, old == null ? Holding.ABSENT : old.version());
      }
      if (change.after() != null) {
        gone = gone.minus(name);
      } else if (keepsStale && old != null && !gone.containsKey(name)) {
        gone = gone.plus(name, old);
      }
    }
    return withSeen(behind.with(late), next, gone);
  }

  private TypeState withSeen(
      Behind late, SharedMap<String, Resource> next, SharedMap<String, Resource> gone) {
    return new TypeState(subscription, late, next, gone, owesAnswer, exchange);
  }

  /**
   * The same client with another subscription.
   *
   * @param told names that must be answered for where the client wants them
   */
  TypeState subscribed(Subscription next, NameSet told, boolean owes) {
    Behind late = behind;
    boolean becomesWildcard = next.isWildcard() && !subscription.isWildcard();
    if (subscription.isNothing()) {
      late = fresh(next);
    } else if (becomesWildcard) {
      late = late.spelled(subscription, seen);
      late = late.with(late.marks().plusAll(uncoveredSoFar()));
    } else if (subscription.isWildcard() && !next.isWildcard()) {
      late = late.with(Rest.NOTHING).only(next);
    }
    return new TypeState(next, late.unknown(told, next), seen, stale, owesAnswer || owes, exchange);
  }

  /** A client that wanted nothing so far has nothing, but for an answer on its way. */
  private Behind fresh(Subscription next) {
    if (!next.isWildcard()) {
      return Behind.NOTHING.with(next.names().isEmpty() ? Rest.NOTHING : Rest.all(Holding.UNKNOWN));
    }
    SharedMap<String, String> late = SharedMap.hashed();
    for (String name : exchange.sent()) {
      late = late.plus(name, Holding.UNKNOWN);
    }
    return new Behind(Rest.all(Holding.ABSENT), late, Map.of());
  }

  /**
   * What a wildcard adds. An answer that the client has not read yet may bring it what is no more:
   * of that it must be told.
   */
  private Map<String, String> uncoveredSoFar() {
    Map<String, String> fresh = new HashMap<>();
    for (String name : exchange.sent()) {
      if (!subscription.covers(name)) {
        fresh.put(name, Holding.UNKNOWN);
      }
    }
    for (String name : seen.keys()) {
      if (!subscription.covers(name)) {
        fresh.putIfAbsent(name, Holding.ABSENT);
      }
    }
    return fresh;
  }

  /**
   * What the client brought from an earlier stream; clusters that warm now need an answer yet.
   *
   * @param isOffered whether it can be compared already
   */
  TypeState resumed(Map<String, String> versions, NameSet warming, boolean isOffered) {
    if (versions.isEmpty() || subscription.isNothing()) {
      return this;
    }
    Behind claiming = behind.claiming(versions);
    return withBehind(isOffered ? claiming.resolved(subscription, seen, warming) : claiming);
  }

  /** These names must be answered for again, though the client may have them. */
  TypeState repeated(Iterable<String> names) {
    List<String> covered = new ArrayList<>();
    for (String name : names) {
      if (subscription.covers(name)) {
        covered.add(name);
      }
    }
    return withBehind(behind.unknown(covered, subscription));
  }

  TypeState owing() {
    return new TypeState(subscription, behind, seen, stale, true, exchange);
  }

  private TypeState withBehind(Behind late) {
    return new TypeState(subscription, late, seen, stale, owesAnswer, exchange);
  }

  TypeState with(NameSet same) {
    return new TypeState(subscription.with(same), behind, seen, stale, owesAnswer, exchange);
  }

  TypeState drafted(Draft draft) {
    SharedMap<String, Resource> gone = draft.kept().isNothing() ? NONE : stale;
    return new TypeState(subscription, draft.kept(), seen, gone, owesAnswer, exchange);
  }

  TypeState answered(Answer answer, List<String> said) {
    return new TypeState(subscription, behind, seen, stale, false, exchange.answered(answer, said));
  }

  /**
   * The client's word on its newest answer. What it refused is not sent again until it changes.
   * Where a refusal names some of an answer's resources and the client drops the whole answer, the
   * others are sent again without them.
   *
   * @param isWhole whether each answer holds all there is
   */
  TypeState settled(ResourceType type, StreamEvent.Word word, boolean isWhole) {
    if (!exchange.isAbout(word)) {
      return this;
    }
    if (word.error().isEmpty()) {
      return with(exchange.accepted(isWhole));
    }
    String error = word.error().get();
    List<String> innocent = new ArrayList<>(exchange.sent());
    boolean isNamed = innocent.removeIf(name -> Refusals.isNamed(name, error));
    TypeState next = with(exchange.refused(error));
    return isNamed && !PushOrder.isAppliedSingly(type) ? next.repeated(innocent) : next;
  }

  private TypeState with(Exchange next) {
    return new TypeState(subscription, behind, seen, stale, owesAnswer, next);
  }

  /** Whether the client is to have a resource of this name. */
  boolean shows(String name) {
    return seen.containsKey(name) && subscription.covers(name);
  }

  /** Whether types that refer to this one must wait until more of it was sent. */
  boolean holdsBackOthers(ResourceType type) {
    for (String name : behind.marks().keys()) {
      String holding = behind.marks().getOrDefault(name, Holding.ABSENT);
      // Endpoints change all the time; only a load assignment that is missing leaves a cluster
      // without any.
      boolean counts = !type.equals(ResourceType.ENDPOINT) || Holding.isNothing(holding);
      if (counts && Holding.due(holding, seen.get(name)) == Holding.Due.RESOURCE) {
        return true;
      }
    }
    if (behind.rest().isDue()) {
      for (String name : behind.rest().names(subscription, seen)) {
        if (seen.containsKey(name) && !behind.marks().containsKey(name)) {
          return true;
        }
      }
    }
    return false;
  }

  ClientStream.TypeStatus status() {
    return new ClientStream.TypeStatus(
        HeldCount.of(this),
        isAcknowledged(),
        exchange.refusals().count(),
        exchange.refusals().error(),
        exchange.refusals().names());
  }

  /** What the client does not hold of what it should, as far as that is known. */
  Untaken untaken() {
    Standing standing = exchange.refusals().standing();
    Set<String> awaited = new HashSet<>();
    if (exchange.isAwaited()) {
      exchange.sent().stream().filter(this::shows).forEach(awaited::add);
    }
    behind
        .marks()
        .forEach(
            (name, holding) -> {
              if (Holding.due(holding, seen.get(name)) == Holding.Due.RESOURCE) {
                awaited.add(name);
              }
            });
    Map<String, Untaken.Refusal> refused = new HashMap<>();
    standing
        .byName()
        .forEach(
            (name, refusal) -> {
              if (shows(name) && !awaited.contains(name)) {
                refused.put(name, refusal);
              }
            });
    boolean isWhole = behind.claims().isEmpty() && !behind.rest().isDue() && !standing.isMore();
    return new Untaken(isWhole, awaited, refused);
  }

  /** A client that resumed and needed no answer has nothing to acknowledge. */
  private boolean isAcknowledged() {
    return switch (exchange.outcome()) {
      case ACCEPTED -> true;
      case NONE -> !isDue();
      case AWAITED, REFUSED -> false;
    };
  }
}
