package io.fairlead.xds.server;

import io.fairlead.collections.SharedMap;
import io.fairlead.xds.Resource;
import io.fairlead.xds.ResourceType;
import java.util.ArrayList;
import java.util.List;

/**
 * What to say in the state-of-the-world protocol. Endpoints and routes are told as deltas are, only
 * that absence cannot be said; of every other type the client takes an answer for all there is.
 */
final class WorldDrafts {

  private final TypeState state;
  private final List<String> changed = new ArrayList<>();
  private SharedMap<String, String> removals = SharedMap.hashed();
  private boolean owes;

  private WorldDrafts(TypeState state) {
    this.state = state;
    this.owes = state.owesAnswer();
  }

  static Draft of(ResourceType type, TypeState state, Draft.Part part) {
    return PushOrder.isPartial(type) ? partial(type, state, part) : new WorldDrafts(state).of(part);
  }

  private static Draft partial(ResourceType type, TypeState state, Draft.Part part) {
    Draft delta = DeltaDrafts.of(type, state, part);
    return new Draft(
        delta.resources(), List.of(), delta.changed(), delta.kept(), !delta.resources().isEmpty());
  }

  private Draft of(Draft.Part part) {
    state.behind().marks().forEach(this::take);
    if (state.behind().rest().isDue()) {
      for (String name : state.behind().rest().names(state.subscription(), state.seen())) {
        if (!state.behind().marks().containsKey(name)) {
          take(name, state.behind().rest().holding());
        }
      }
    }
    boolean hasAdditions = owes || !changed.isEmpty();
    if (part == Draft.Part.ADDITIONS) {
      Behind kept = Behind.NOTHING.with(removals);
      return hasAdditions
          ? new Draft(withLeaving(), List.of(), changed, kept, true)
          : new Draft(List.of(), List.of(), List.of(), kept, false);
    }
    boolean isDue = hasAdditions || !removals.isEmpty();
    return new Draft(isDue ? all() : List.of(), List.of(), changed, Behind.NOTHING, isDue);
  }

  private void take(String name, String holding) {
    switch (Holding.due(holding, state.seen().get(name))) {
      case NOTHING -> {}
      case RESOURCE -> changed.add(name);
      case ABSENCE -> owes = true;
      case REMOVAL -> removals = removals.plus(name, holding);
    }
  }

  /** The set with what is to leave later: missing from an answer means removed at once. */
  private List<Resource> withLeaving() {
    List<Resource> all = all();
    for (Resource stale : state.stale().values()) {
      if (removals.containsKey(stale.name())) {
        all.add(stale);
      }
    }
    return all;
  }

  private List<Resource> all() {
    List<Resource> all = new ArrayList<>();
    if (state.subscription().isWildcard()) {
      all.addAll(state.seen().values());
      return all;
    }
    for (String name : state.subscription().names()) {
      Resource resource = state.seen().get(name);
      if (resource != null) {
        all.add(resource);
      }
    }
    return all;
  }
}
