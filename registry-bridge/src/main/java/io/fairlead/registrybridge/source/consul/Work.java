package io.fairlead.registrybridge.source.consul;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which services are still to be read. Those that are known to have changed come before those of a
 * sweep, so that a large sweep delays no health change.
 */
final class Work {

  private static final int BATCH = 64;

  private final Set<String> urgent = new LinkedHashSet<>();
  private final Set<String> sweep = new LinkedHashSet<>();

  void addUrgent(Collection<String> names) {
    urgent.addAll(names);
    sweep.removeAll(names);
  }

  void addSweep(Collection<String> names) {
    sweep.addAll(names);
    sweep.removeAll(urgent);
  }

  void retain(Collection<String> names) {
    urgent.retainAll(names);
    sweep.retainAll(names);
  }

  List<String> takeBatch() {
    List<String> batch = new ArrayList<>();
    for (Set<String> queue : List.of(urgent, sweep)) {
      Iterator<String> names = queue.iterator();
      while (names.hasNext() && batch.size() < BATCH) {
        batch.add(names.next());
        names.remove();
      }
    }
    return batch;
  }

  boolean hasUrgent() {
    return !urgent.isEmpty();
  }

  boolean isSweeping() {
    return !sweep.isEmpty();
  }

  boolean isDone() {
    return urgent.isEmpty() && sweep.isEmpty();
  }
}
