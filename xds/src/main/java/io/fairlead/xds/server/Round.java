package io.fairlead.xds.server;

import io.fairlead.xds.ResourceType;
import java.util.ArrayList;
import java.util.List;
import org.pcollections.PMap;
import org.pcollections.PSet;

/**
 * One look at what may be said now, type by type in the order of {@link PushOrder}. Lives for one
 * event; its fields are the next state in the making.
 */
final class Round {

  private final StreamState start;
  private final List<Answer> answers = new ArrayList<>();
  private PMap<ResourceType, TypeState> types;
  private PSet<String> warming;
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
    if (!start.isOffered()) {
      return start;
    }
    boolean isComplete = sendAdditions();
    for (ResourceType type : PushOrder.unordered(types.keySet())) {
      send(type, Draft.Part.ALL);
    }
    if (isComplete) {
      PushOrder.REMOVALS.stream()
          .filter(type -> PushOrder.referrersOf(type).noneMatch(this::isAwaited))
          .forEach(type -> send(type, Draft.Part.REMOVALS));
    }
    return new StreamState(
        start.mode(), start.snapshot(), start.isOffered(), types, warming, sequence);
  }

  /**
   * A type waits while one that it may refer to has not been sent as far as it must be. Endpoints
   * never wait: Envoy acknowledges clusters only once each that warms has them, so that holding
   * them back for a further cluster would hold both for ever.
   */
  private boolean sendAdditions() {
    boolean isComplete = true;
    for (ResourceType type : PushOrder.ADDITIONS) {
      if (isComplete || type.equals(ResourceType.ENDPOINT)) {
        send(type, Draft.Part.ADDITIONS);
        TypeState state = types.get(type);
        isComplete &= state == null || !state.holdsBackOthers(type);
      }
    }
    return isComplete;
  }

  private boolean isAwaited(ResourceType type) {
    TypeState state = types.get(type);
    return state != null && state.exchange().isAwaited();
  }

  private void send(ResourceType type, Draft.Part part) {
    TypeState state = types.get(type);
    if (state == null
        || state.exchange().isAwaited()
        || (state.behind().isEmpty() && !state.owesAnswer())) {
      return;
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
  }

  private void answer(ResourceType type, Draft draft) {
    Answer answer =
        new Answer(
            type,
            Long.toHexString(++sequence),
            Versions.of(draft.resources(), draft.removed()),
            draft.resources(),
            draft.removed());
    answers.add(answer);
    types = types.plus(type, state(type).answered(answer, draft.said()));
    if (type.equals(ResourceType.CLUSTER)) {
      warm(draft);
    } else if (type.equals(ResourceType.ENDPOINT)) {
      warming = warming.minusAll(draft.changed()).minusAll(draft.removed());
    }
  }

  private void warm(Draft clusters) {
    TypeState known = state(ResourceType.CLUSTER);
    PSet<String> next = warming.plusAll(clusters.changed());
    warming = next.minusAll(next.stream().filter(name -> !known.shows(name)).toList());
    TypeState endpoints = types.get(ResourceType.ENDPOINT);
    if (endpoints != null) {
      types = types.plus(ResourceType.ENDPOINT, endpoints.repeated(clusters.changed()));
    }
  }

  private TypeState state(ResourceType type) {
    TypeState state = types.get(type);
    if (state == null) {
      throw new IllegalStateException("an answer for " + type + ", which was not asked for");
    }
    return state;
  }
}
