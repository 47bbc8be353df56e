package io.fairlead.translation;

import io.fairlead.model.policy.Calling;
import io.fairlead.translation.cluster.OutboundClusters;
import io.fairlead.translation.encoding.ResourceInput;
import io.fairlead.translation.endpoint.Assignment;
import io.fairlead.translation.scope.HostHints;
import io.fairlead.translation.scope.Scope;
import io.fairlead.translation.scope.SeenRules;
import io.fairlead.translation.scope.VisibleService;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What follows from how the proxies of a scope call one service. */
record Calls(List<ResourceInput> clusters, List<ResourceInput> assignments, HostHints hints) {

  private static final Calls NONE = new Calls(List.of(), List.of(), HostHints.NONE);

  /**
   * @param rules as the proxies of the scope see them
   */
  static Calls of(Scope scope, SeenRules rules, @Nullable VisibleService service) {
    if (service == null) {
      return NONE;
    }
    Calling calling = rules.calling(service.service());
    var settings = scope.mesh().state().settings();
    return new Calls(
        OutboundClusters.of(service, scope.traits(), settings, calling),
        Assignment.of(service, settings, calling, scope.traits().selection().vantage()),
        HostHints.of(service.ports(), calling));
  }
}
