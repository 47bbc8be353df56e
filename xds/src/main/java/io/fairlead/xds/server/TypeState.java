package io.fairlead.xds.server;

import io.fairlead.collections.SharedMap;
import io.fairlead.xds.Resource;
import io.fairlead.xds.ResourceType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PSet;

/**
 * Where a client stands with one type. Only the differences are kept: under every name that it
 * wants and that is not in {@code behind}, the client has what {@code seen} has (or was sent it and
 * has not spoken yet). So a client that is up to date costs its names and a reference to the shared
 * map.
 *
 * @param behind names about which something may have to be said, with what the client holds there
 * @param seen the type's resources in the newest offer
 * @param stale resources that the client still has and the offer has not; only where whole sets are
 *     sent that must name them until the end
 * @param owesAnswer whether an answer is due even if it holds nothing
 */
record TypeState(
    Subscription subscription,
    PMap<String, String> behind,
    SharedMap<String, Resource> seen,
    SharedMap<String, Resource> stale,
    boolean owesAnswer,
    Exchange exchange) {

  static TypeState over(SharedMap<String, Resource> seen) {
    return new TypeState(
        Subscription.NONE, HashTreePMap.empty(), seen, SharedMap.hashed(), false, Exchange.START);
  }

  /** The newest offer, with what it changes for this client marked. */
  TypeState offered(SharedMap<String, Resource> next, boolean keepsStale) {
    PMap<String, String> late = behind;
    SharedMap<String, Resource> gone = stale;
    for (String name : Changes.between(seen, next, subscription)) {
      Resource old = seen.get(name);
      if (!late.containsKey(name)) {
        late = late.plus(name, old == null ? Holding.ABSENT : old.version());
      }
      if (next.containsKey(name)) {
        gone = gone.minus(name);
      } else if (keepsStale && old != null && !gone.containsKey(name)) {
        gone = gone.plus(name, old);
      }
    }
    return new TypeState(subscription, late, next, gone, owesAnswer, exchange);
  }

  /** The same client with another subscription; {@code told} names must be answered for. */
  TypeState subscribed(Subscription next, Collection<String> told, boolean owes) {
    PMap<String, String> late = behind;
    if (next.isWildcard() && !subscription.isWildcard()) {
      late = late.plusAll(uncoveredSoFar());
    } else if (subscription.isWildcard() && !next.isWildcard()) {
      late = late.minusAll(uncovered(next, late.keySet()));
    }
    for (String name : told) {
      late = next.covers(name) ? late.plus(name, Holding.UNKNOWN) : late.minus(name);
    }
    return new TypeState(next, late, seen, stale, owesAnswer || owes, exchange);
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

  private static List<String> uncovered(Subscription next, Collection<String> names) {
    return names.stream().filter(name -> !next.covers(name)).toList();
  }

  /** What the client brought from an earlier stream; clusters that warm now need an answer yet. */
  TypeState resumed(Map<String, String> versions, PSet<String> warming) {
    PMap<String, String> late = behind;
    for (Map.Entry<String, String> held : versions.entrySet()) {
      String name = held.getKey();
      if (subscription.covers(name) && !warming.contains(name)) {
        late = late.plus(name, Holding.claimed(held.getValue()));
      }
    }
    return withBehind(late);
  }

  /** These names must be answered for again, though the client may have them. */
  TypeState repeated(Collection<String> names) {
    PMap<String, String> late = behind;
    for (String name : names) {
      if (subscription.covers(name)) {
        late = late.plus(name, Holding.UNKNOWN);
      }
    }
    return withBehind(late);
  }

  TypeState owing() {
    return new TypeState(subscription, behind, seen, stale, true, exchange);
  }

  private TypeState withBehind(PMap<String, String> late) {
    return new TypeState(subscription, late, seen, stale, owesAnswer, exchange);
  }

  TypeState drafted(Draft draft) {
    SharedMap<String, Resource> gone = draft.kept().isEmpty() ? SharedMap.hashed() : stale;
    return new TypeState(subscription, draft.kept(), seen, gone, owesAnswer, exchange);
  }

  TypeState answered(Answer answer, List<String> said) {
    return new TypeState(subscription, behind, seen, stale, false, exchange.answered(answer, said));
  }

  /**
   * The client's word on its newest answer. What it refused is not sent again until it changes.
   * Where a refusal names some of an answer's resources and the client drops the whole answer, the
   * others are sent again without them.
   */
  TypeState settled(ResourceType type, StreamEvent.Word word) {
    if (!exchange.isAbout(word)) {
      return this;
    }
    if (word.error().isEmpty()) {
      return with(exchange.accepted());
    }
    String error = word.error().get();
    List<String> innocent = new ArrayList<>(exchange.sent());
    boolean isNamed = innocent.removeIf(error::contains);
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
    return behind.entrySet().stream()
        .filter(
            late -> Holding.due(late.getValue(), seen.get(late.getKey())) == Holding.Due.RESOURCE)
        // Endpoints change all the time; only a load assignment that is missing leaves a cluster
        // without any.
        .anyMatch(
            late -> !type.equals(ResourceType.ENDPOINT) || Holding.isNothing(late.getValue()));
  }

  ClientStream.TypeStatus status() {
    return new ClientStream.TypeStatus(
        held(), isAcknowledged(), exchange.rejections(), exchange.lastError());
  }

  /** A client that resumed and needed no answer has nothing to acknowledge. */
  private boolean isAcknowledged() {
    return switch (exchange.outcome()) {
      case ACCEPTED -> true;
      case NONE -> behind.isEmpty() && !owesAnswer;
      case AWAITED, REFUSED -> false;
    };
  }

  private int held() {
    long wanted =
        subscription.isWildcard()
            ? seen.size()
            : subscription.names().stream().filter(seen::containsKey).count();
    for (Map.Entry<String, String> late : behind.entrySet()) {
      boolean isCounted = seen.containsKey(late.getKey());
      boolean isHeld = !Holding.isNothing(late.getValue());
      wanted += (isHeld ? 1 : 0) - (isCounted ? 1 : 0);
    }
    return (int) wanted;
  }
}
