package io.fairlead.xds.server;

import io.fairlead.xds.Resource;
import org.jspecify.annotations.Nullable;

/**
 * What a client holds under one name where that is not what it should hold: a version, or one of
 * two words that are no versions.
 */
final class Holding {

  /** The client knows that it has nothing under this name. */
  static final String ABSENT = "";

  /** The client must be told, whatever it has: it asked for the name, or is waiting for it. */
  static final String UNKNOWN = "\u0000unknown";

  /** What has to be said about one name. */
  enum Due {
    NOTHING,
    RESOURCE,
    /** The name was asked for and is not there. */
    ABSENCE,
    /** The client has something that is no more. */
    REMOVAL
  }

  private Holding() {}

  /** A client may claim any version; it cannot claim to know an absence. */
  static String claimed(String version) {
    return version.isEmpty() ? UNKNOWN : version;
  }

  static boolean isNothing(String holding) {
    return holding.equals(ABSENT) || holding.equals(UNKNOWN);
  }

  static Due due(String holding, @Nullable Resource wanted) {
    if (wanted != null) {
      return holding.equals(wanted.version()) ? Due.NOTHING : Due.RESOURCE;
    }
    return switch (holding) {
      case ABSENT -> Due.NOTHING;
      case UNKNOWN -> Due.ABSENCE;
      default -> Due.REMOVAL;
    };
  }
}
