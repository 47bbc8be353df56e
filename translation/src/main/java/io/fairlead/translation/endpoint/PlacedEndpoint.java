package io.fairlead.translation.endpoint;

import io.fairlead.model.Labels;
import io.fairlead.model.Locality;
import io.fairlead.model.service.Placement;

/**
 * An endpoint with what callers compare themselves with.
 *
 * @param placement where it really is
 */
public record PlacedEndpoint(AssignedEndpoint assigned, Labels labels, Placement placement) {

  /** Of which only the address is known. */
  public static PlacedEndpoint anywhere(AssignedEndpoint assigned) {
    return new PlacedEndpoint(assigned, Labels.NONE, Placement.UNKNOWN);
  }

  PlacedEndpoint at(String canonicalAddress) {
    return new PlacedEndpoint(assigned.at(canonicalAddress), labels, placement);
  }

  PlacedEndpoint weighing(long weight) {
    return weight == assigned.weight()
        ? this
        : new PlacedEndpoint(assigned.weighing(weight(weight)), labels, placement);
  }

  /** As much of a weight as an endpoint can have. */
  static int weight(long weight) {
    return (int) Math.clamp(weight, 1, Integer.MAX_VALUE);
  }

  Locality locality() {
    return placement.locality();
  }
}
