package io.fairlead.model.policy;

import java.util.List;
import java.util.Map;

/**
 * Endpoints are called by how near they are to the caller, or by shares.
 *
 * @param isEnabled false: all are called alike
 * @param shares by where the caller is; excludes {@code failovers} and {@code priorities}
 * @param failovers where the requests of a region go once its own endpoints fail
 */
public record LocalityBalancing(
    boolean isEnabled, List<Share> shares, List<Failover> failovers, List<String> priorities)
    implements PlaceBalancing {

  /** What holds in a mesh where nobody says anything: the nearest first, once failures are seen. */
  public static final LocalityBalancing STANDARD =
      new LocalityBalancing(true, List.of(), List.of(), List.of());

  /**
   * What callers at a place send where.
   *
   * @param from {@code region/zone/subzone}, where later parts may be {@code *} or missing
   * @param to places, of the same form, with their percentage
   */
  public record Share(String from, Map<String, Integer> to) {
    public Share {
      to = Map.copyOf(to);
    }
  }

  public LocalityBalancing {
    shares = List.copyOf(shares);
    failovers = List.copyOf(failovers);
    priorities = List.copyOf(priorities);
  }

  /** The label that one of the priorities is about. */
  public static String label(String priority) {
    int value = priority.indexOf('=');
    return value < 0 ? priority : priority.substring(0, value);
  }
}
