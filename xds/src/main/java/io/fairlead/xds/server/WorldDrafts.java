package io.fairlead.xds.server;

import io.fairlead.xds.Resource;
import io.fairlead.xds.ResourceType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * What to say in the state-of-the-world protocol. Endpoints and routes are told as deltas are, only
 * that absence cannot be said; of every other type the client takes an answer for all there is.
 */
final class WorldDrafts {

  private WorldDrafts() {}

  static Draft of(ResourceType type, TypeState state, Draft.Part part) {
    return PushOrder.isPartial(type) ? partial(type, state, part) : whole(state, part);
  }

  private static Draft partial(ResourceType type, TypeState state, Draft.Part part) {
    Draft delta = DeltaDrafts.of(type, state, part);
    return new Draft(
        delta.resources(), List.of(), delta.changed(), delta.kept(), !delta.resources().isEmpty());
  }

  private static Draft whole(TypeState state, Draft.Part part) {
    List<String> changed = new ArrayList<>();
    PMap<String, String> removals = HashTreePMap.empty();
    boolean owes = state.owesAnswer();
    for (Map.Entry<String, String> late : state.behind().entrySet()) {
      switch (Holding.due(late.getValue(), state.seen().get(late.getKey()))) {
        case NOTHING -> {}
        case RESOURCE -> changed.add(late.getKey());
        case ABSENCE -> owes = true;
        case REMOVAL -> removals = removals.plus(late.getKey(), late.getValue());
      }
    }
    boolean hasAdditions = owes || !changed.isEmpty();
    if (part == Draft.Part.ADDITIONS) {
      return hasAdditions
          ? new Draft(with(state, removals), List.of(), changed, removals, true)
          : new Draft(List.of(), List.of(), List.of(), removals, false);
    }
    return new Draft(
        all(state).toList(),
        List.of(),
        changed,
        HashTreePMap.empty(),
        hasAdditions || !removals.isEmpty());
  }

  /** The set with what is to leave later: missing from an answer means removed at once. */
  private static List<Resource> with(TypeState state, PMap<String, String> removals) {
    Stream<Resource> leaving =
        state.stale().values().stream().filter(stale -> removals.containsKey(stale.name()));
    return Stream.concat(all(state), leaving).sorted(Comparator.comparing(Resource::name)).toList();
  }

  private static Stream<Resource> all(TypeState state) {
    return state.seen().values().stream()
        .filter(resource -> state.subscription().covers(resource.name()))
        .sorted(Comparator.comparing(Resource::name));
  }
}
