package io.fairlead.xds.server;

import io.fairlead.collections.SharedMap;
import io.fairlead.xds.ResourceType;
import java.util.ArrayList;
import java.util.List;

/**
 * One look at what may be said now, type by type in the order of {@link PushOrder}. Lives for one
 * event; its fields are the next state in the making.
 */
final class Round {

  private final StreamState start;
  private final List<Answer> answers = new ArrayList<>();
  private SharedMap<ResourceType, TypeState> types;
  private NameSet warming;
  private long sequence;

  Round(StreamState start) {
    this.start = start;
    this.types = start.types();
    this.warming = start.warming();
    this.sequence = start.sequence();
  }

  List<Answer> answers() {
    return answers;
  }

  StreamState run() {
    List<ResourceType> due = start.isOffered() ? due() : List.of();
    if (due.isEmpty()) {
      return start;
    }
    boolean isComplete = sendAdditions();
    for (ResourceType type : PushOrder.unordered(due)) {
      send(type, Draft.Part.ALL);
    }
    if (isComplete) {
      sendRemovals();
    }
    return new StreamState(
        start.mode(), start.snapshot(), start.isOffered(), types, warming, sequence);
  }

  private List<ResourceType> due() {
    List<ResourceType> due = new ArrayList<>(1);
    types.forEach(
        (type, state) -> {
          if (state.isDue()) {
            due.add(type);
          }
        });
    return due;
  }

  /**
   * A type waits while one that it may refer to has not been sent as far as it must be. Endpoints
   * never wait: Envoy acknowledges clusters only once each that warms has them, so that holding
   * them back for a further cluster would hold both for ever.
   */
  private boolean sendAdditions() {
    boolean isComplete = true;
    for (ResourceType type : PushOrder.ADDITIONS) {
      boolean mayGo = isComplete || type.equals(ResourceType.ENDPOINT);
      if (mayGo && send(type, Draft.Part.ADDITIONS)) {
        isComplete &= !state(type).holdsBackOthers(type);
      }
    }
    return isComplete;
  }

  private void sendRemovals() {
    for (ResourceType type : PushOrder.REMOVALS) {
      TypeState state = types.get(type);
      if (state != null && state.isDue() && !isReferredTo(type)) {
        send(type, Draft.Part.REMOVALS);
      }
    }
  }

  /** Whether what may refer to resources of {@code type} was told and not yet acknowledged. */
  private boolean isReferredTo(ResourceType type) {
    for (ResourceType referrer : PushOrder.referrersOf(type)) {
      TypeState state = types.get(referrer);
      if (state != null && state.exchange().isAwaited()) {
        return true;
      }
    }
    return false;
  }

  /** Says what may be said now; false where nothing of the type is due. */
  private boolean send(ResourceType type, Draft.Part part) {
    TypeState state = types.get(type);
    if (state == null || !state.isDue()) {
      return false;
    }
    if (state.exchange().isAwaited()) {
      return true;
    }
    Draft draft =
        switch (start.mode()) {
          case DELTA -> DeltaDrafts.of(type, state, part);
          case STATE_OF_THE_WORLD -> WorldDrafts.of(type, state, part);
        };
    types = types.plus(type, state.drafted(draft));
    if (draft.isDue()) {
      answer(type, draft);
    }
    return true;
  }

  private void answer(ResourceType type, Draft draft) {
    Answer answer = Answer.of(type, Long.toHexString(++sequence), draft);
    answers.add(answer);
    types = types.plus(type, state(type).answered(answer, draft.said()));
    if (type.equals(ResourceType.CLUSTER)) {
      warm(draft);
    }
  }

  private void warm(Draft clusters) {
    TypeState endpoints = types.get(ResourceType.ENDPOINT);
    if (endpoints != null) {
      types = types.plus(ResourceType.ENDPOINT, endpoints.repeated(clusters.changed()));
      return;
    }
    TypeState known = state(ResourceType.CLUSTER);
    List<String> there = new ArrayList<>();
    for (String name : warming.plus(NameSet.of(clusters.changed()))) {
      if (known.shows(name)) {
        there.add(name);
      }
    }
    warming = NameSet.of(there);
  }

  private TypeState state(ResourceType type) {
    TypeState state = types.get(type);
    if (state == null) {
      throw new IllegalStateException("an answer for " + type + ", which was not asked for");
    }
    return state;
  }
}
