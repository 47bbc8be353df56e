package io.fairlead.xds.server;

import com.google.protobuf.CodedOutputStream;
import io.fairlead.collections.SharedMap;
import io.fairlead.xds.Resource;
import io.fairlead.xds.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What to say in the delta protocol: the differences alone, and removals by name. */
final class DeltaDrafts {

  /** Above this, answers of the types that Envoy takes in parts are split. */
  private static final int SPLIT_BYTES = 1 << 20;

  private final TypeState state;
  private final Draft.Part part;
  private final int mostBytes;
  private final List<Resource> resources = new ArrayList<>(1);
  private final List<String> changed = new ArrayList<>(1);
  private final List<String> removed = new ArrayList<>(1);
  private SharedMap<String, String> kept = SharedMap.hashed();
  private int bytes;

  private DeltaDrafts(TypeState state, Draft.Part part, int mostBytes) {
    this.state = state;
    this.part = part;
    this.mostBytes = mostBytes;
  }

  static Draft of(ResourceType type, TypeState state, Draft.Part part) {
    return new DeltaDrafts(state, part, PushOrder.isPartial(type) ? SPLIT_BYTES : Integer.MAX_VALUE)
        .draft();
  }

  private Draft draft() {
    state
        .behind()
        .marks()
        .forEach(
            (name, holding) -> {
              if (!isPartOfTheRest(name) && !isSaid(name, holding)) {
                kept = kept.plus(name, holding);
              }
            });
    Rest rest = state.behind().rest();
    Rest left = rest.isDue() ? saidOf(rest) : rest;
    boolean owes = state.owesAnswer() && part != Draft.Part.REMOVALS;
    return new Draft(
        resources,
        removed,
        changed,
        new Behind(left, kept, Map.of()),
        owes || !resources.isEmpty() || !removed.isEmpty());
  }

  private boolean isPartOfTheRest(String name) {
    return state.behind().rest().covers(name)
        && (!state.subscription().isWildcard() || state.seen().containsKey(name));
  }

  /** In order, so that one name says how far it went. */
  private Rest saidOf(Rest rest) {
    Rest left = rest;
    boolean isFull = part == Draft.Part.REMOVALS;
    boolean hasMarks = !state.behind().marks().isEmpty();
    for (String name : rest.names(state.subscription(), state.seen())) {
      if (isFull && !hasMarks) {
        break;
      }
      String mark = state.behind().marks().get(name);
      boolean isLater = isFull || !isSaid(name, mark == null ? rest.holding() : mark);
      if (isLater && mark != null) {
        kept = kept.plus(name, mark);
      }
      // A removal is kept by its mark alone, and does not end the walk.
      if (isLater && !isFull && !isRemoval(name, mark)) {
        isFull = true;
        left = rest.from(name);
      }
    }
    return isFull ? left : Rest.NOTHING;
  }

  private boolean isRemoval(String name, @Nullable String mark) {
    return mark != null && Holding.due(mark, state.seen().get(name)) == Holding.Due.REMOVAL;
  }

  /** Says what has to be said about a name; false where that must wait. */
  private boolean isSaid(String name, String holding) {
    Resource wanted = state.seen().get(name);
    Holding.Due due = Holding.due(holding, wanted);
    if (due == Holding.Due.NOTHING) {
      return true;
    }
    Draft.Part of = due == Holding.Due.REMOVAL ? Draft.Part.REMOVALS : Draft.Part.ADDITIONS;
    int size =
        wanted == null
            ? CodedOutputStream.computeStringSizeNoTag(name)
            : wanted.encoding().bytes().length;
    if ((part != Draft.Part.ALL && part != of) || isFullWith(size)) {
      return false;
    }
    bytes += size;
    if (wanted == null) {
      removed.add(name);
    } else {
      resources.add(wanted);
      changed.add(wanted.name());
    }
    return true;
  }

  private boolean isFullWith(int size) {
    return bytes > 0 && bytes + size > mostBytes;
  }
}
