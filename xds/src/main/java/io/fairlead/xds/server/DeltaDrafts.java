package io.fairlead.xds.server;

import com.google.protobuf.CodedOutputStream;
import io.fairlead.xds.Resource;
import io.fairlead.xds.ResourceType;
import java.util.ArrayList;
import java.util.List;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/** What to say in the delta protocol: the differences alone, and removals by name. */
final class DeltaDrafts {

  /** Above this, answers of the types that Envoy takes in parts are split. */
  private static final int SPLIT_BYTES = 1 << 20;

  private final TypeState state;
  private final Draft.Part part;
  private final int mostBytes;
  private final List<Resource> resources = new ArrayList<>();
  private final List<String> removed = new ArrayList<>();
  private PMap<String, String> kept = HashTreePMap.empty();
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
    state.behind().keySet().stream().sorted().forEach(this::add);
    boolean owes = state.owesAnswer() && part != Draft.Part.REMOVALS;
    return new Draft(
        resources,
        removed,
        resources.stream().map(Resource::name).toList(),
        kept,
        owes || !resources.isEmpty() || !removed.isEmpty());
  }

  private void add(String name) {
    String holding = state.behind().getOrDefault(name, Holding.ABSENT);
    Resource wanted = state.seen().get(name);
    Holding.Due due = Holding.due(holding, wanted);
    if (due == Holding.Due.NOTHING) {
      return;
    }
    Draft.Part of = due == Holding.Due.REMOVAL ? Draft.Part.REMOVALS : Draft.Part.ADDITIONS;
    int size = CodedOutputStream.computeStringSizeNoTag(name);
    size += wanted == null ? 0 : wanted.encoding().bytes().length;
    if ((part != Draft.Part.ALL && part != of) || isFullWith(size)) {
      kept = kept.plus(name, holding);
      return;
    }
    bytes += size;
    if (wanted == null) {
      removed.add(name);
    } else {
      resources.add(wanted);
    }
  }

  private boolean isFullWith(int size) {
    return bytes > 0 && bytes + size > mostBytes;
  }
}
