package io.fairlead.controlplane.push;

import io.fairlead.model.Labels;
import io.fairlead.model.MeshState;
import io.fairlead.model.TrafficRules;
import io.fairlead.model.proxy.Proxy;
import io.fairlead.model.service.Placement;
import io.fairlead.translation.scope.Selection;
import java.util.HashMap;
import java.util.Map;

/**
 * What the selectors of rules say of proxies: decided once for each namespace and labels, and for
 * each place where some rule asks for it, and again only when a selector came, went or changed.
 * Belongs to the thread that pushes.
 */
final class Selections {

  /** All of a proxy that a rule can see. */
  private record Caller(String namespace, Labels labels, Placement placement) {}

  private final Map<Caller, Selection> decided = new HashMap<>();

  /** One object for equal selections, so that comparing them mostly costs nothing. */
  private final Map<Selection, Selection> distinct = new HashMap<>();

  private TrafficRules rules = TrafficRules.NONE;
  private long decisions;

  Selection of(MeshState mesh, Proxy proxy) {
    if (!mesh.rules().tellsCallersApartAs(rules)) {
      forget();
      rules = mesh.rules();
    }
    Placement placement = rules.rulesByPlace().isEmpty() ? Placement.UNKNOWN : proxy.placement();
    return decided.computeIfAbsent(
        new Caller(proxy.namespace(), proxy.labels(), placement), caller -> decide(mesh, caller));
  }

  private Selection decide(MeshState mesh, Caller caller) {
    decisions++;
    Selection selection =
        Selection.of(mesh, caller.namespace(), caller.labels(), caller.placement());
    Selection first = distinct.putIfAbsent(selection, selection);
    return first == null ? selection : first;
  }

  /** Begins anew where callers that are gone would otherwise pile up. */
  void keepAtMost(int callers) {
    if (decided.size() > callers) {
      forget();
    }
  }

  private void forget() {
    decided.clear();
    distinct.clear();
  }

  /** Decisions since the start. */
  long decisions() {
    return decisions;
  }
}
