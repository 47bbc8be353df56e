package io.fairlead.istioconfig.analyze;

import io.fairlead.istioconfig.IstioResource;
import io.fairlead.model.Problem;
import java.util.List;

/** Looks for conflicts among resources that are each valid on their own. */
public final class Analysis {

  private Analysis() {}

  /** What conflicts with what, by name; the resources may come from any number of texts. */
  public static List<Problem> of(List<IstioResource> resources) {
    Notes notes = new Notes();
    Configuration all = Configuration.of(resources, notes);
    HostConflicts.tell(all, notes);
    PortConflicts.tell(all, notes);
    RouteConflicts.tell(all, notes);
    RouteTargets.tell(all, notes);
    DestinationRuleConflicts.tell(all, notes);
    GatewayConflicts.tell(all, notes);
    WorkloadConflicts.tell(all, notes);
    UnmatchedSelectors.tell(all, notes);
    MeshConfigConflicts.tell(all, notes);
    return notes.all();
  }
}
