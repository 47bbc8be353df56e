package io.fairlead.registrybridge.source.consul;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which services are still to be read. Those that are known to have changed come before those of a
 * sweep and do not wait for a batch to fill up, so that a large sweep delays no health change; the
 * sweep has its part of every second batch, so that it ends however much changes.
 */
final class Work {

  private static final int BATCH = 64;

  private final Set<String> urgent = new LinkedHashSet<>();
  private final Set<String> sweep = new LinkedHashSet<>();
  private boolean wasUrgentAlone;

  void addUrgent(Collection<String> names) {
    urgent.addAll(names);
    sweep.removeAll(names);
  }

  void addSweep(Collection<String> names) {
    sweep.addAll(names);
    sweep.removeAll(urgent);
  }

  /** They need not be read any more. */
  void drop(Collection<String> names) {
    urgent.removeAll(names);
    sweep.removeAll(names);
  }

  void retain(Collection<String> names) {
    urgent.retainAll(names);
    sweep.retainAll(names);
  }

  List<String> takeBatch() {
    List<String> batch = new ArrayList<>();
    take(urgent, batch);
    wasUrgentAlone = !batch.isEmpty() && !wasUrgentAlone;
    if (!wasUrgentAlone) {
      take(sweep, batch);
    }
    return batch;
  }

  private static void take(Set<String> queue, List<String> batch) {
    Iterator<String> names = queue.iterator();
    while (names.hasNext() && batch.size() < BATCH) {
      batch.add(names.next());
      names.remove();
    }
  }

  boolean isSweeping() {
    return !sweep.isEmpty();
  }

  boolean isDone() {
    return urgent.isEmpty() && sweep.isEmpty();
  }
}
