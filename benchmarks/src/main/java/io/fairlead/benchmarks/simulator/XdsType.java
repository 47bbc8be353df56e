package io.fairlead.benchmarks.simulator;

import io.fairlead.xds.ResourceType;
import java.util.Optional;

/** The types that a simulated proxy asks for, in Envoy's order; the last one is its agent's. */
public enum XdsType {
  CDS(ResourceType.CLUSTER),
  EDS(ResourceType.ENDPOINT),
  LDS(ResourceType.LISTENER),
  RDS(ResourceType.ROUTE),
  NDS(ResourceType.NAME_TABLE);

  static final int COUNT = values().length;

  private final String url;

  XdsType(ResourceType type) {
    this.url = type.url();
  }

  String url() {
    return url;
  }

  /** Whether an empty subscription asks for all resources. */
  boolean isWildcard() {
    return this == CDS || this == LDS || this == NDS;
  }

  static Optional<XdsType> of(byte[] bytes, int from, int to) {
    for (XdsType type : values()) {
      if (type.url.length() == to - from && equal(type.url, bytes, from)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  private static boolean equal(String url, byte[] bytes, int from) {
    // From the end: the beginnings are all alike.
    for (int i = url.length() - 1; i >= 0; i--) {
      if (bytes[from + i] != (byte) url.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
