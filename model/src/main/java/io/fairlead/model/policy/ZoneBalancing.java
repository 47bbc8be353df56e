package io.fairlead.model.policy;

import java.util.List;

/**
 * Callers stay in their zone as far as its endpoints can bear what the callers there send: as many
 * of all endpoints as of all callers of their kind are there. The rest goes to other zones of the
 * region, and to other regions only where none of that can be called.
 *
 * @param isEnabled false: zones are no reason to prefer an endpoint
 * @param failovers where the requests of a region go once its own endpoints fail
 * @param leastEndpoints with fewer than these all are called alike; unset: the proxy's default
 */
public record ZoneBalancing(
    boolean isEnabled,
    List<Failover> failovers,
    List<String> priorities,
    Setting<Long> leastEndpoints)
    implements PlaceBalancing {

  public ZoneBalancing {
    failovers = List.copyOf(failovers);
    priorities = List.copyOf(priorities);
  }
}
