package io.fairlead.xds.server;

import io.fairlead.collections.SharedMap;
import io.fairlead.xds.Rejection;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.Snapshot;
import io.fairlead.xds.server.StreamEvent.DeltaAsked;
import io.fairlead.xds.server.StreamEvent.Offered;
import io.fairlead.xds.server.StreamEvent.Word;
import io.fairlead.xds.server.StreamEvent.WorldAsked;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One discovery stream as a value: what the client asked for, what it has, what it must be told.
 * Every event gives the next state and the messages to send; nothing here knows a socket.
 *
 * @param warming clusters sent on this stream before it asked for endpoints: Envoy holds such a
 *     cluster back until its assignment comes, even where it claims to have that from earlier
 * @param sequence the number of answers so far, from which nonces are made
 */
record StreamState(
    Mode mode,
    Snapshot snapshot,
    boolean isOffered,
    SharedMap<ResourceType, TypeState> types,
    NameSet warming,
    long sequence) {

  /** Which of the two protocols a stream speaks. */
  enum Mode {
    DELTA,
    STATE_OF_THE_WORLD
  }

  /** A stream on which nothing was asked or offered yet. */
  static StreamState open(Mode mode) {
    return new StreamState(mode, Snapshot.EMPTY, false, SharedMap.hashed(), NameSet.NONE, 0);
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

  /** What the client does not hold of each type that it asked for. */
  Map<ResourceType, Untaken> untaken() {
    Map<ResourceType, Untaken> untaken = new HashMap<>();
    types.forEach((type, state) -> untaken.put(type, state.untaken()));
    return Map.copyOf(untaken);
  }

  /** Whether the client has all that it asked for, and has said so. */
  boolean isSettled() {
    for (TypeState state : types.values()) {
      if (state.isDue() || state.exchange().isAwaited()) {
        return false;
      }
    }
    return isOffered && !types.isEmpty();
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

  @SuppressWarnings("ReferenceEquality") // A type that is offered the same stays the same.
  private StreamState offered(Snapshot next) {
    SharedMap<ResourceType, TypeState> changed = types;
    for (ResourceType type : types.keys()) {
      boolean keepsStale =
          mode == Mode.STATE_OF_THE_WORLD
              && PushOrder.isOrdered(type)
              && !PushOrder.isPartial(type);
      TypeState before = typeState(type);
      TypeState now = before.offered(next.resources(type), keepsStale);
      changed = now == before ? changed : changed.plus(type, now);
    }
    return new StreamState(mode, next, true, changed, warming, sequence);
  }

  private StreamState asked(DeltaAsked ask) {
    require(Mode.DELTA);
    boolean isFirst = !types.containsKey(ask.type());
    TypeState before = typeState(ask.type()).settled(ask.type(), ask.word(), false);
    Subscription subscription =
        before.subscription().changed(ask.names(), isFirst && !PushOrder.isPartial(ask.type()));
    if (!isFirst && ask.names().equals(StreamEvent.Names.NONE)) {
      return with(ask.type(), before);
    }
    NameSet told = ask.names().subscribe().plus(ask.names().unsubscribe()).minus(Subscription.ALL);
    boolean becomesWildcard = subscription.isWildcard() && !before.subscription().isWildcard();
    TypeState after = before.subscribed(subscription, told, becomesWildcard);
    return isFirst ? begun(ask, after) : with(ask.type(), after);
  }

  private StreamState begun(DeltaAsked ask, TypeState asked) {
    boolean isEndpoints = ask.type().equals(ResourceType.ENDPOINT);
    TypeState resumed =
        asked.resumed(ask.versions(), isEndpoints ? warming : NameSet.NONE, isOffered);
    // From here on a cluster that is sent marks its endpoints itself.
    NameSet left = isEndpoints ? NameSet.NONE : warming;
    return new StreamState(
        mode, snapshot, isOffered, types.plus(ask.type(), resumed), left, sequence);
  }

  private StreamState asked(WorldAsked ask) {
    require(Mode.STATE_OF_THE_WORLD);
    boolean isFirst = !types.containsKey(ask.type());
    TypeState known = typeState(ask.type());
    if (!isFirst && !known.exchange().nonce().equals(ask.word().nonce())) {
      return with(ask.type(), overtaken(known, ask));
    }
    boolean isPartial = PushOrder.isPartial(ask.type());
    TypeState before = known.settled(ask.type(), ask.word(), !isPartial);
    Subscription old = before.subscription();
    Subscription subscription = old.replaced(ask.names(), !isPartial);
    if (!isFirst && subscription.equals(old)) {
      return with(ask.type(), before);
    }
    NameSet given = old.names().minus(subscription.names());
    NameSet told = subscription.names().minus(old.names()).plus(given);
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
    TypeState repeating = known.repeated(old.names().minus(meant.names()));
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
        .map(error -> new Rejection(type, exchange.version(), Refusals.shortened(error)));
  }

  private TypeState typeState(ResourceType type) {
    TypeState known = types.get(type);
    return known == null ? TypeState.over(snapshot.resources(type)) : known;
  }

  /** The same stream with the names of one type as an object that other streams may share. */
  @SuppressWarnings("ReferenceEquality") // Most requests only acknowledge.
  StreamState sharing(ResourceType type, NameSets sets) {
    TypeState state = types.get(type);
    if (state == null) {
      return this;
    }
    NameSet names = sets.shared(state.subscription().names(), state.seen());
    return names == state.subscription().names() ? this : with(type, state.with(names));
  }

  private StreamState with(ResourceType type, TypeState state) {
    return new StreamState(mode, snapshot, isOffered, types.plus(type, state), warming, sequence);
  }
}
