package io.fairlead.benchmarks.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The changes whose arrival at each proxy is being timed. */
final class Watches {

  /** A name to come or, where {@code isRemoval}, to go. */
  record Key(XdsType type, int name, boolean isRemoval) {}

  private final Map<Key, List<Watch>> byKey = new HashMap<>();

  void add(Watch watch) {
    watch.keys().forEach(key -> byKey.computeIfAbsent(key, _ -> new ArrayList<>(1)).add(watch));
  }

  void seen(XdsType type, int name, boolean isRemoval, int proxy) {
    if (byKey.isEmpty()) {
      return;
    }
    Key key = new Key(type, name, isRemoval);
    List<Watch> watching = byKey.get(key);
    if (watching == null) {
      return;
    }
    long now = System.nanoTime();
    for (Watch watch : List.copyOf(watching)) {
      if (watch.seen(key, proxy, now)) {
        remove(watch);
      }
    }
  }

  void clear() {
    byKey.clear();
  }

  int open() {
    return byKey.size();
  }

  private void remove(Watch watch) {
    for (Key key : watch.keys()) {
      List<Watch> watching = byKey.getOrDefault(key, List.of());
      if (watching.size() <= 1) {
        byKey.remove(key);
      } else {
        watching.remove(watch);
      }
    }
  }
}
