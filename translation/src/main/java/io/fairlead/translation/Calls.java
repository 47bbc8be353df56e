package io.fairlead.translation;

import io.fairlead.model.policy.Calling;
import io.fairlead.translation.cluster.OutboundClusters;
import io.fairlead.translation.cluster.PassingCluster;
import io.fairlead.translation.encoding.ResourceInput;
import io.fairlead.translation.endpoint.Assignment;
import io.fairlead.translation.scope.EastWest;
import io.fairlead.translation.scope.HostHints;
import io.fairlead.translation.scope.NetworkView;
import io.fairlead.translation.scope.Scope;
import io.fairlead.translation.scope.SeenRules;
import io.fairlead.translation.scope.VisibleService;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows from how the proxies of a scope call one service.
 *
 * @param passed the names under which gateways pass on to it
 */
record Calls(
    List<ResourceInput> clusters,
    List<ResourceInput> assignments,
    List<String> passed,
    HostHints hints) {

  private static final Calls NONE = new Calls(List.of(), List.of(), List.of(), HostHints.NONE);

  /** Whose calls: those of the proxies of a scope, by the rules as they see them. */
  record Callers(Scope scope, SeenRules rules, EastWest passing, NetworkView networks) {
    static Callers of(Scope scope) {
      return new Callers(scope, scope.rules(), EastWest.of(scope), NetworkView.of(scope));
    }

    /** Whether what is between networks is the same, so that a service alone says what it needs. */
    boolean joinNetworksAs(Callers other) {
      return passing.equals(other.passing) && networks.equals(other.networks);
    }
  }

  static Calls of(Callers callers, @Nullable VisibleService service) {
    if (service == null) {
      return NONE;
    }
    Scope scope = callers.scope;
    Calling calling = callers.rules.calling(service.service());
    var settings = scope.mesh().state().settings();
    var view = new Assignment.View(scope.traits().selection().vantage(), callers.networks);
    List<PassingCluster> passing = PassingCluster.of(service, callers.passing, calling);
    List<ResourceInput> clusters =
        new ArrayList<>(OutboundClusters.of(service, scope.traits(), settings, calling));
    clusters.addAll(passing);
    List<ResourceInput> assignments =
        new ArrayList<>(Assignment.of(service, settings, calling, view));
    assignments.addAll(Assignment.passed(service, callers.passing, settings, calling, view));
    return new Calls(
        clusters,
        assignments,
        passing.stream().map(PassingCluster::name).toList(),
        HostHints.of(service, calling, scope.traits().families()));
  }
}
