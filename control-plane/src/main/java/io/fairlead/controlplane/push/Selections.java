package io.fairlead.controlplane.push;

import io.fairlead.collections.SharedMap;
import io.fairlead.model.MeshState;
import io.fairlead.model.ResourceName;
import io.fairlead.model.TrafficRules;
import io.fairlead.model.policy.AccessPolicy;
import io.fairlead.model.proxy.Proxy;
import io.fairlead.translation.scope.Selection;
import io.fairlead.translation.scope.Selection.Subject;
import io.fairlead.translation.scope.Vantage;
import java.util.HashMap;
import java.util.Map;

/**
 * What the selectors of rules say of proxies: decided once for each namespace and labels, and for
 * each place where some rule asks for it, and again only when a selector came, went or changed.
 * Belongs to the thread that pushes.
 */
final class Selections {

  private final Map<Subject, Selection> decided = new HashMap<>();

  /** One object for equal selections, so that comparing them mostly costs nothing. */
  private final Map<Selection, Selection> distinct = new HashMap<>();

  private TrafficRules rules = TrafficRules.NONE;
  private SharedMap<ResourceName, AccessPolicy> policies = SharedMap.sorted();
  private boolean isPlaceAsked;
  private boolean isNodeAsked;
  private long decisions;

  @SuppressWarnings("ReferenceEquality") // What did not change is the same object.
  Selection of(MeshState mesh, Proxy proxy) {
    if (!mesh.rules().tellsCallersApartAs(rules) || mesh.accessPolicies() != policies) {
      forget();
      rules = mesh.rules();
      policies = mesh.accessPolicies();
      isPlaceAsked = rules.asksForPlace();
      isNodeAsked = Vantage.asksForNode(rules);
    }
    Subject told = Subject.of(proxy);
    Subject subject = isNodeAsked ? told.in(mesh, proxy) : told;
    return decided.computeIfAbsent(
        isPlaceAsked ? subject : subject.anywhere(), asked -> decide(mesh, asked));
  }

  private Selection decide(MeshState mesh, Subject subject) {
    decisions++;
    Selection selection = Selection.of(mesh, subject);
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
