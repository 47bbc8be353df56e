package io.fairlead.benchmarks.simulator;

import java.util.BitSet;

/** What one proxy holds, wants and still waits for, as Envoy keeps it. */
final class Configuration {

  private final Catalog catalog;
  private final Holding[] held = new Holding[XdsType.COUNT];
  private final BitSet answered = new BitSet(XdsType.COUNT);
  private final Wanted assignments = new Wanted();
  private final Wanted routes = new Wanted();

  /** Names that resources of another type refer to, and those of them that are not there yet. */
  static final class Wanted {

    private BitSet names = new BitSet();
    private final BitSet missing = new BitSet();

    BitSet names() {
      return names;
    }

    /** Takes over the new set, and gives what came to it and what left it. */
    private Difference become(BitSet next) {
      BitSet added = (BitSet) next.clone();
      added.andNot(names);
      BitSet removed = (BitSet) names.clone();
      removed.andNot(next);
      names = next;
      missing.or(added);
      missing.and(next);
      return new Difference(added, removed);
    }
  }

  /** How a subscription changes. */
  record Difference(BitSet added, BitSet removed) {

    boolean isEmpty() {
      return added.isEmpty() && removed.isEmpty();
    }
  }

  Configuration(Catalog catalog) {
    this.catalog = catalog;
    for (int i = 0; i < held.length; i++) {
      held[i] = new Holding();
    }
  }

  Holding held(XdsType type) {
    return held[type.ordinal()];
  }

  /** The names asked for; nothing where the type is a wildcard. */
  BitSet wanted(XdsType type) {
    return switch (type) {
      case EDS -> assignments.names();
      case RDS -> routes.names();
      case CDS, LDS, NDS -> new BitSet();
    };
  }

  /** A new or changed cluster is warming until its assignment comes, even one it had. */
  void resource(XdsType type, int name, int version) {
    boolean isNews = held(type).version(name) != version;
    held(type).put(name, version);
    switch (type) {
      case CDS -> {
        if (isNews) {
          for (int assignment : catalog.references(type, name, version)) {
            assignments.missing.set(assignment);
          }
        }
      }
      case EDS -> assignments.missing.clear(name);
      case RDS -> routes.missing.clear(name);
      case LDS, NDS -> {}
    }
  }

  /** A removal answers, too: the name does not exist. */
  void removed(XdsType type, int name) {
    held(type).remove(name);
    switch (type) {
      case EDS -> assignments.missing.clear(name);
      case RDS -> routes.missing.clear(name);
      case CDS, LDS, NDS -> {}
    }
  }

  /** An answer of the type is complete; how the type that it refers to is asked for now. */
  Difference answered(XdsType type) {
    answered.set(type.ordinal());
    return switch (type) {
      case CDS -> assignments.become(references(type));
      case LDS -> routes.become(references(type));
      case EDS, RDS, NDS -> new Difference(new BitSet(), new BitSet());
    };
  }

  boolean isAnswered(XdsType type) {
    return answered.get(type.ordinal());
  }

  private BitSet references(XdsType type) {
    BitSet found = new BitSet();
    held(type)
        .forEachName(
            name -> {
              for (int each : catalog.references(type, name, held(type).version(name))) {
                found.set(each);
              }
            });
    return found;
  }

  /** Everything has to be told again, as after a reconnect without known versions. */
  void forgetAnswers() {
    answered.clear();
    assignments.missing.or(assignments.names);
    routes.missing.or(routes.names);
  }

  boolean hasAssignments() {
    return isAnswered(XdsType.CDS) && assignments.missing.isEmpty();
  }

  boolean hasRoutes() {
    return isAnswered(XdsType.LDS) && routes.missing.isEmpty();
  }

  boolean waitsForNothing() {
    return assignments.missing.isEmpty() && routes.missing.isEmpty();
  }
}
