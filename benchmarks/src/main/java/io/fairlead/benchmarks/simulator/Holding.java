package io.fairlead.benchmarks.simulator;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** The versions that one proxy holds of one type, by the number of the name. */
final class Holding {

  private int[] versions = new int[0];
  private int count;

  /** The version of a name; 0 where it is not held. */
  int version(int name) {
    return name < versions.length ? versions[name] : 0;
  }

  void put(int name, int version) {
    if (name >= versions.length) {
      versions = Arrays.copyOf(versions, name + (name >> 2) + 1);
    }
    count += versions[name] == 0 ? 1 : 0;
    versions[name] = version;
  }

  void remove(int name) {
    if (version(name) != 0) {
      versions[name] = 0;
      count--;
    }
  }

  int count() {
    return count;
  }

  void forEachName(IntConsumer action) {
    for (int name = 1; name < versions.length; name++) {
      if (versions[name] != 0) {
        action.accept(name);
      }
    }
  }
}
