package io.fairlead.model.policy;

import java.util.List;

/** How the place of a caller matters to which endpoints it calls. */
public sealed interface PlaceBalancing permits LocalityBalancing, ZoneBalancing {

  /** False: not at all. */
  boolean isEnabled();

  /**
   * Labels, or {@code label=value}, which endpoints have in common with the caller: those that
   * share more of them from the beginning of the list go first.
   */
  List<String> priorities();

  /** From one region to another, once the endpoints of the first fail. */
  record Failover(String from, String to) {}
}
