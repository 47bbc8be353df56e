package io.fairlead.benchmarks.simulator;

/** What one proxy was sent since the last mark, by type. */
final class Counters {

  private final long[] bytes = new long[XdsType.COUNT];
  private final int[] messages = new int[XdsType.COUNT];
  private final int[] resources = new int[XdsType.COUNT];

  void message(XdsType type, int length) {
    messages[type.ordinal()]++;
    bytes[type.ordinal()] += length;
  }

  /** A resource that was sent, or the removal of one. */
  void resource(XdsType type) {
    resources[type.ordinal()]++;
  }

  long bytes(XdsType type) {
    return bytes[type.ordinal()];
  }

  int messages(XdsType type) {
    return messages[type.ordinal()];
  }

  int resources(XdsType type) {
    return resources[type.ordinal()];
  }
}
