package io.fairlead.benchmarks.simulator;

import java.util.HashMap;
import java.util.Map;

/**
 * What the whole fleet has seen: names, versions, and the references of each version of a resource.
 * Proxies hold numbers of it, so that two thousand of them need little memory.
 */
final class Catalog {

  private static final int[] NONE = new int[0];

  private final Interned[] names = new Interned[XdsType.COUNT];
  private final Interned versions = new Interned();
  private final Map<Long, int[]> assignments = new HashMap<>();
  private final Map<Long, int[]> routes = new HashMap<>();

  Catalog() {
    for (int i = 0; i < names.length; i++) {
      names[i] = new Interned();
    }
  }

  Interned names(XdsType type) {
    return names[type.ordinal()];
  }

  Interned versions() {
    return versions;
  }

  /** Scans the body of a cluster or listener, unless this version of it was seen before. */
  void learn(XdsType type, int name, int version, byte[] bytes, int from, int to) {
    switch (type) {
      case CDS ->
          assignments.computeIfAbsent(
              key(name, version), _ -> BodyScan.assignments(bytes, from, to, names(XdsType.EDS)));
      case LDS ->
          routes.computeIfAbsent(
              key(name, version), _ -> BodyScan.routes(bytes, from, to, names(XdsType.RDS)));
      case EDS, RDS, NDS -> {}
    }
  }

  /** The names that a resource refers to: assignments of a cluster, routes of a listener. */
  int[] references(XdsType type, int name, int version) {
    return switch (type) {
      case CDS -> assignments.getOrDefault(key(name, version), NONE);
      case LDS -> routes.getOrDefault(key(name, version), NONE);
      case EDS, RDS, NDS -> NONE;
    };
  }

  private static long key(int name, int version) {
    return ((long) name << Integer.SIZE) | (version & 0xffff_ffffL);
  }
}
