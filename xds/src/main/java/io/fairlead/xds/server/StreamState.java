package io.fairlead.xds.server;

import io.fairlead.xds.Rejection;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.Snapshot;
import io.fairlead.xds.server.StreamEvent.DeltaAsked;
import io.fairlead.xds.server.StreamEvent.Offered;
import io.fairlead.xds.server.StreamEvent.Word;
import io.fairlead.xds.server.StreamEvent.WorldAsked;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;

/**
 * One discovery stream as a value: what the client asked for, what it has, what it must be told.
 * Every event gives the next state and the messages to send; nothing here knows a socket.
 *
 * @param warming clusters sent on this stream whose load assignment was not sent since: Envoy holds
 *     such a cluster back until the assignment comes, and does not ask again for a name it has
 * @param sequence the number of answers so far, from which nonces are made
 */
record StreamState(
    Mode mode,
    Snapshot snapshot,
    boolean isOffered,
    PMap<ResourceType, TypeState> types,
    PSet<String> warming,
    long sequence) {

  /** Which of the two protocols a stream speaks. */
  enum Mode {
    DELTA,
    STATE_OF_THE_WORLD
  }

  /** A stream on which nothing was asked or offered yet. */
  static StreamState open(Mode mode) {
    return new StreamState(
        mode, Snapshot.EMPTY, false, HashTreePMap.empty(), HashTreePSet.empty(), 0);
  }

  Step on(StreamEvent event) {
    return switch (event) {
      case Offered offered -> offered(offered.snapshot()).next(Optional.empty());
      case DeltaAsked ask -> asked(ask).next(rejection(ask.type(), ask.word()));
      case WorldAsked ask -> asked(ask).next(rejection(ask.type(), ask.word()));
    };
  }

  /** Where the client stands with each type it asked for. */
  Map<ResourceType, ClientStream.TypeStatus> status() {
    Map<ResourceType, ClientStream.TypeStatus> status = new HashMap<>();
    types.forEach((type, state) -> status.put(type, state.status()));
    return Map.copyOf(status);
  }

  /** How many names the client has asked for under one type, beside a wildcard. */
  int names(ResourceType type) {
    TypeState state = types.get(type);
    return state == null ? 0 : state.subscription().names().size();
  }

  private Step next(Optional<Rejection> rejection) {
    Round round = new Round(this);
    return new Step(round.run(), round.answers(), rejection);
  }

  private StreamState offered(Snapshot next) {
    PMap<ResourceType, TypeState> changed = types;
    for (Map.Entry<ResourceType, TypeState> entry : types.entrySet()) {
      ResourceType type = entry.getKey();
      boolean keepsStale =
          mode == Mode.STATE_OF_THE_WORLD
              && PushOrder.isOrdered(type)
              && !PushOrder.isPartial(type);
      changed = changed.plus(type, entry.getValue().offered(next.resources(type), keepsStale));
    }
    return new StreamState(mode, next, true, changed, warming, sequence);
  }

  private StreamState asked(DeltaAsked ask) {
    require(Mode.DELTA);
    boolean isFirst = !types.containsKey(ask.type());
    TypeState before = typeState(ask.type()).settled(ask.type(), ask.word());
    Subscription subscription =
        before.subscription().changed(ask.names(), isFirst && !PushOrder.isPartial(ask.type()));
    List<String> told = new ArrayList<>(ask.names().subscribe());
    told.addAll(ask.names().unsubscribe());
    told.remove(Subscription.ALL);
    boolean becomesWildcard = subscription.isWildcard() && !before.subscription().isWildcard();
    TypeState after = before.subscribed(subscription, told, becomesWildcard);
    return with(ask.type(), isFirst ? after.resumed(ask.versions(), warmingOf(ask.type())) : after);
  }

  private StreamState asked(WorldAsked ask) {
    require(Mode.STATE_OF_THE_WORLD);
    boolean isFirst = !types.containsKey(ask.type());
    TypeState known = typeState(ask.type());
    if (!isFirst && !known.exchange().nonce().equals(ask.word().nonce())) {
      return with(ask.type(), overtaken(known, ask));
    }
    TypeState before = known.settled(ask.type(), ask.word());
    boolean isPartial = PushOrder.isPartial(ask.type());
    Subscription old = before.subscription();
    Subscription subscription = old.replaced(ask.names(), !isPartial);
    List<String> told = new ArrayList<>(subscription.names().minusAll(old.names()));
    told.addAll(old.names().minusAll(subscription.names()));
    boolean isChanged = !told.isEmpty() || subscription.isWildcard() != old.isWildcard();
    return with(
        ask.type(), before.subscribed(subscription, told, !isPartial && (isFirst || isChanged)));
  }

  /**
   * The request is older than the newest answer: the client speaks again once it has read that. If
   * by then it wants again what it gives up here, it has forgotten it.
   */
  private static TypeState overtaken(TypeState known, WorldAsked ask) {
    Subscription old = known.subscription();
    Subscription meant = old.replaced(ask.names(), !PushOrder.isPartial(ask.type()));
    TypeState repeating = known.repeated(old.names().minusAll(meant.names()));
    return old.isWildcard() && !meant.isWildcard() ? repeating.owing() : repeating;
  }

  private void require(Mode expected) {
    if (mode != expected) {
      throw new IllegalStateException("a " + mode + " stream was asked as " + expected);
    }
  }

  private Optional<Rejection> rejection(ResourceType type, Word word) {
    Exchange exchange = typeState(type).exchange();
    return word.error()
        .filter(error -> exchange.isAbout(word))
        .map(error -> new Rejection(type, exchange.version(), exchange.refused(error).lastError()));
  }

  private TypeState typeState(ResourceType type) {
    TypeState known = types.get(type);
    return known == null ? TypeState.over(snapshot.resources(type)) : known;
  }

  private PSet<String> warmingOf(ResourceType type) {
    return type.equals(ResourceType.ENDPOINT) ? warming : HashTreePSet.empty();
  }

  private StreamState with(ResourceType type, TypeState state) {
    return new StreamState(mode, snapshot, isOffered, types.plus(type, state), warming, sequence);
  }
}
