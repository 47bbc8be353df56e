package io.fairlead.xds.server;

import io.fairlead.xds.Resource;
import java.util.List;
import java.util.stream.Stream;

/**
 * What could be said next about one type.
 *
 * @param changed names of those resources that are new to the client
 * @param kept what remains to be said later
 * @param isDue whether an answer must be sent
 */
record Draft(
    List<Resource> resources,
    List<String> removed,
    List<String> changed,
    Behind kept,
    boolean isDue) {

  /** Which part of what is due may be said now. */
  enum Part {
    ADDITIONS,
    REMOVALS,
    ALL
  }

  Draft {
    resources = List.copyOf(resources);
    removed = List.copyOf(removed);
    changed = List.copyOf(changed);
  }

  /** Names about which the client learns something. */
  List<String> said() {
    if (removed.isEmpty()) {
      return changed;
    }
    return Stream.concat(changed.stream(), removed.stream()).toList();
  }
}
