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

  Locality locality() {
    return placement.locality();
  }
}
