package io.fairlead.translation;

import io.fairlead.collections.SharedMap;
import io.fairlead.model.Problem;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.translation.encoding.ResourceInput;
import io.fairlead.translation.endpoint.Callable;
import io.fairlead.translation.scope.Callee;
import io.fairlead.translation.scope.HostHints;
import io.fairlead.translation.scope.Routing;
import io.fairlead.translation.scope.Scope;
import io.fairlead.translation.scope.StrayHosts;
import io.fairlead.translation.scope.VisibleService;
import java.util.ArrayList;
import java.util.List;

/**
 * What every proxy of one scope needs to send, and what it was made from. The one of the next state
 * shares with this one each map and each resource that did not change.
 *
 * @param ports the services on each port, by host
 * @param routings of the hosts whose requests go elsewhere than to themselves
 * @param hints what routes must know of calling hosts, where there is anything
 * @param strays the hosts of routes that are no services
 * @param plans what each port yields
 */
public record Outbound(
    Scope scope,
    SharedMap<Integer, SharedMap<ServiceHost, Callee>> ports,
    SharedMap<ServiceHost, Routing> routings,
    SharedMap<ServiceHost, HostHints> hints,
    SharedMap<ServiceHost, StrayHosts.Stray> strays,
    SharedMap<Integer, PortPlan> plans,
    Resources resources) {

  /** The listeners and routes of one port. */
  public record PortPlan(
      List<ResourceInput> listeners, List<EncodedResource> routes, List<Problem> problems) {

    static final PortPlan EMPTY = new PortPlan(List.of(), List.of(), List.of());

    public PortPlan {
      listeners = List.copyOf(listeners);
      routes = List.copyOf(routes);
      problems = List.copyOf(problems);
    }
  }

  /** The resources by name. A map that is the same object as before holds what it held. */
  public record Resources(
      SharedMap<String, EncodedResource> clusters,
      SharedMap<String, EncodedResource> endpoints,
      SharedMap<String, EncodedResource> listeners,
      SharedMap<String, EncodedResource> routes,
      SharedMap<String, EncodedResource> nameTable) {

    /** Nothing at all: what stands before the first step. */
    public static final Resources NONE =
        new Resources(
            SharedMap.hashed(),
            SharedMap.hashed(),
            SharedMap.hashed(),
            SharedMap.hashed(),
            SharedMap.hashed());
  }

  /** What could not be given to the proxies as it was declared. Walks the whole scope. */
  public List<Problem> problems() {
    List<Problem> problems = new ArrayList<>(scope.problems());
    for (VisibleService service : scope.services().values()) {
      problems.addAll(Callable.problems(service));
    }
    plans.values().forEach(plan -> problems.addAll(plan.problems()));
    return problems;
  }
}
